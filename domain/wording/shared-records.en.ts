import type { sharedRecordsZh } from './shared-records.zh.js';

export const sharedRecordsEn: Record<keyof typeof sharedRecordsZh, string> = {
  'field.CREDIT_CODE_SHAPE': 'A credit code has 18 digits or capital letters, without I, O, S, V and Z.',
  'field.CREDIT_CODE_CHECK': 'The check character of the credit code is wrong; please compare.',
  'field.KIND_NOT_SHARED': 'Records of this kind are not shared.',
  'problem.NOT_OF_THIS_AUTHORITY': 'This society is not one of CAST; a shared record cannot be its.',
  NAME_DIFFERS: 'The code is known, the name is another: a person has to compare.',
  CODE_DIFFERS: 'The name is known, the code is another: a person has to compare.',
  SOCIETY_UNKNOWN: 'No society has this code or this name: a person has to compare.',
};
