/** Documents that simulated people attach: small, real files of the kind that a form asks for. */
import { crc32 } from 'node:zlib';
import type { Schemas } from '../apps/api/client.js';
import { type Actor, insist } from './session.js';

type Form = Schemas['TaskForm'];
type Kind = Schemas['StoredDocument']['kind'];

/** The answers with a document uploaded for every file that must be there. */
export async function attach({ client }: Actor, form: Form, content: Record<string, unknown>): Promise<Record<string, unknown>> {
  const wanted = form.sections.flatMap((section) => section.fields).filter((field) => field.kind === 'file' && field.required && content[field.key] === undefined);
  const files = await Promise.all(wanted.map(async ({ key, accept }): Promise<[string, string]> => {
    const kind = accept?.[0] ?? 'pdf';
    const sample = SAMPLES[kind];
    const { sha256 } = await insist('', () =>
      client.POST('/api/v1/documents', { params: { query: { name: `${key}.${sample.ending}` } }, body: sample.content as never, bodySerializer: (body) => body as never, headers: { 'content-type': 'application/octet-stream' } }));
    return [key, sha256];
  }));
  return { ...content, ...Object.fromEntries(files) };
}

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export const SAMPLES: Record<Kind, { ending: string; content: Buffer }> = {
  pdf: { ending: 'pdf', content: pdf },
  image: { ending: 'png', content: png },
  word: { ending: 'docx', content: office('word/document.xml', 'wordprocessingml.document') },
  excel: { ending: 'xlsx', content: office('xl/workbook.xml', 'spreadsheetml.sheet') },
  slides: { ending: 'pptx', content: office('ppt/presentation.xml', 'presentationml.presentation') },
};

/** The least that an office document has: its list of contents and its main part. */
function office(part: string, type: string): Buffer {
  const types = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`;
  return archive([['[Content_Types].xml', types], [part, '<?xml version="1.0" encoding="UTF-8"?><x/>']]);
}

/** A ZIP archive without compression. */
function archive(entries: readonly (readonly [string, string])[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    // Version, flags, method, time, date, checksum, both sizes, length of the name, no extra field.
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, path, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, place, path]));
    files.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listing, Buffer.from('PK\x05\x06'), end]);
}
