/** The English of documents.zh.ts. */
export const documentsEn = {
  'problem.DOCUMENT_TOO_LARGE': 'The file is too large: at most {most} MB each.',
  'problem.DOCUMENT_EMPTY': 'The file is empty. Choose it again.',
  'problem.DOCUMENT_TYPE_REFUSED': 'Files of this kind are not taken (recognised as {found}). Hand in PDF, Word, Excel, slides or pictures; the content counts, not the name.',
  'field.document_unknown': 'This document is not there: upload it first',
  'field.document_kind': 'Asked for is {accept}; uploaded was {found}',
} as const;
