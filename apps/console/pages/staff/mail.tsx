/** Every letter of every round: whoever says that nothing has come is answered from here. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { MailList } from '../../parts/mail-list.js';
import { Page } from '../../parts/page.js';
import { say } from '../../words/say.js';

export function AllMailPage() {
  const { recipient, state } = useSearch({ from: '/w/mail' });
  const navigate = useNavigate();
  return (
    <Page title={say('nav.mail')}>
      <div className="filters no-print">
        <label>{say('mail.searchRecipient')} <Input.Search allowClear defaultValue={recipient} onSearch={(value) => void navigate({ to: '/w/mail', search: { state, recipient: value.trim() === '' ? undefined : value.trim() } })} /></label>
      </div>
      <MailList state={state} recipient={recipient} choose={(chosen) => void navigate({ to: '/w/mail', search: { recipient, state: chosen } })} />
    </Page>
  );
}
