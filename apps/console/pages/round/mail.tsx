import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { MailList } from '../../parts/mail-list.js';
import { RoundPage } from './round-tabs.js';

export function MailPage() {
  const { id } = useParams({ from: '/w/rounds/$id/mail' });
  const { state } = useSearch({ from: '/w/rounds/$id/mail' });
  const navigate = useNavigate();
  return <RoundPage id={id} word="round.mail">{() => <MailList roundId={id} state={state} choose={(chosen) => void navigate({ to: '/w/rounds/$id/mail', params: { id }, search: { state: chosen } })} />}</RoundPage>;
}
