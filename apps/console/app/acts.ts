/** After an act everything on the screen may be other than before: all of it is read again. */
import { useQueryClient } from '@tanstack/react-query';

export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries();
}
