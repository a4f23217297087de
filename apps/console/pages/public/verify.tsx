/** Whoever holds a receipt sees that it is genuine; whoever objected by name may ask once for a re-examination. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { answer, api, keyed } from '../../app/api.js';
import { Act } from '../../parts/act.js';
import { onPaperFact } from '../../parts/on-paper.js';
import { Facts, Page } from '../../parts/page.js';
import { Refusal } from '../../parts/refusal.js';
import { sayInstant } from '../../words/dates.js';
import { say, sayState } from '../../words/say.js';

export function VerifyPage() {
  const { receipt } = useSearch({ from: '/verify' });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(receipt ?? '');
  const [again, setAgain] = useState<string>();
  const found = useQuery({ queryKey: ['receipt', receipt], enabled: receipt !== undefined, retry: false, queryFn: () => answer(api.GET('/api/v1/receipts/{receipt}', { params: { path: { receipt: receipt ?? '' } } })) });
  return (
    <Page title={say('verify.title')}>
      <form className="filters" onSubmit={(event) => { event.preventDefault(); void navigate({ to: '/verify', search: { receipt: typed.trim().toUpperCase() } }); }}>
        <label>{say('verify.receipt')} <Input value={typed} placeholder={say('verify.hint')} onChange={({ target }) => setTyped(target.value)} /></label>
        <Button type="primary" htmlType="submit" disabled={typed.trim() === ''}>{say('verify.act')}</Button>
      </form>
      <Refusal error={found.error} />
      {found.data !== undefined && (
        <div role="status">
          <p className="notice good">{say('verify.found')}</p>
          <Facts
            items={[
              [say('verify.receipt'), found.data.receipt], [say('verify.kind'), sayState('fact', found.data.kind)], [say('common.round'), found.data.roundName],
              [say('verify.at'), sayInstant(found.data.at)], [say('verify.hash'), <code key="hash">{found.data.bodyHash}</code>], onPaperFact(found.data.onPaper),
            ]}
          />
          {found.data.kind === 'objection' && again === undefined && (
            <Act
              name={say('verify.again')} consequence={say('verify.againHint')}
              fields={[{ key: 'name', label: say('publicity.name'), required: true }, { key: 'contact', label: say('publicity.contact'), required: true }, { key: 'grounds', label: say('publicity.grounds'), kind: 'lines', required: true }]}
              act={async ({ name = '', contact = '', grounds = '' }, key) => {
                const sent = await answer(api.POST('/api/v1/receipts/{receipt}/re-examination', { params: { path: { receipt: found.data.receipt }, header: keyed(key) }, body: { name, contact, grounds } }));
                setAgain(sent.receipt);
              }}
            />
          )}
          {again !== undefined && <p className="notice good">{say('verify.againSent', { receipt: again })}</p>}
        </div>
      )}
    </Page>
  );
}
