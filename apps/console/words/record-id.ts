/** Whether a text is, or contains, the number by which only the record knows something. */
export const isRecordId = (text: unknown): boolean => typeof text === 'string' && /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.test(text);
