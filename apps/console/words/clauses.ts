import { say } from './say.js';

/** The rule that something rests on; a setting of ours says that it is one. */
export const sayClause = ({ document, clause }: { document: string; clause: string }): string => (document === 'choice' ? say('clause.choice') : say('clause.of', { document, clause }));
