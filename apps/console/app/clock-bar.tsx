/** The clock of a rehearsal: on to the next instant at which something is due, or to a day. */
import { Button, Input, Space } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from './api.js';
import { own } from './own.js';
import { titleOf } from '../parts/refusal.js';
import { endOfDay, sayInstant } from '../words/dates.js';
import { say } from '../words/say.js';

export function ClockBar({ rehearsal }: { rehearsal: string }) {
  const queries = useQueryClient();
  const [day, setDay] = useState('');
  const step = useMutation({
    // A step ends at whatever is due on the way: a day is reached by several.
    mutationFn: async (to: string | undefined) => {
      for (;;) {
        const stepped = await answer(own.POST('/api/v1/rehearsals/{id}/steps', { params: { path: { id: rehearsal } }, body: { to, patienceSeconds: 20 } }));
        if (to === undefined || Date.parse(stepped.now) >= Date.parse(to)) return stepped;
      }
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Space wrap className="clock-bar">
      <Button onClick={() => step.mutate(undefined)} loading={step.isPending}>{say('clock.next')}</Button>
      <label>{say('clock.to')} <Input className="day" type="date" value={day} onChange={({ target }) => setDay(target.value)} /></label>
      <Button disabled={day === '' || step.isPending} onClick={() => step.mutate(endOfDay(day))}>{say('clock.go')}</Button>
      <span role="status">{step.isError ? titleOf(step.error) : step.data !== undefined && say('clock.now', { now: sayInstant(step.data.now), next: step.data.nextDue === null ? '–' : sayInstant(step.data.nextDue) })}</span>
    </Space>
  );
}
