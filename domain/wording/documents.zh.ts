/** Uploaded documents, and why one is not taken. */
export const documentsZh = {
  'problem.DOCUMENT_TOO_LARGE': '文件过大，每个文件不超过 {most} MB。',
  'problem.DOCUMENT_EMPTY': '文件是空的，请重新选择。',
  'problem.DOCUMENT_TYPE_REFUSED': '不接收这种文件（识别为 {found}）。请提交 PDF、Word、Excel、演示文稿或图片；以文件内容为准，改文件名无效。',
  'field.document_unknown': '没有找到这份文件，请先上传',
  'field.document_kind': '这里要求 {accept}，上传的是 {found}',
} as const;
