/** Records that another authority shares, in Chinese. */
export const sharedRecordsZh = {
  'field.CREDIT_CODE_SHAPE': '统一社会信用代码应为 18 位数字或大写字母（不使用 I、O、S、V、Z）。',
  'field.CREDIT_CODE_CHECK': '统一社会信用代码的校验位不符，请核对。',
  'field.KIND_NOT_SHARED': '此类记录不在信息共享范围内。',
  'problem.NOT_OF_THIS_AUTHORITY': '该学会不属于中国科协，共享的记录不能记入。',
  NAME_DIFFERS: '统一社会信用代码相符，名称不符，须人工核对。',
  CODE_DIFFERS: '名称相符，统一社会信用代码不符，须人工核对。',
  SOCIETY_UNKNOWN: '没有代码或名称相符的学会，须人工核对。',
} as const;
