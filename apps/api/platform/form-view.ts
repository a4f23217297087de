/** Forms of a programme in the words of the contract. */
import type { Form } from '../../../domain/programme/form.js';
import type { Programme } from '../../../domain/programme/schema.js';
import type { TaskForm } from '../contract/forms.js';

/** The tags to choose from are written out. */
export const formView = (programme: Programme, form: Form): TaskForm => ({
  sections: form.sections.map((section) => ({
    ...section,
    fields: section.fields.map((field) => ({
      ...field,
      options: field.tags === undefined ? field.options : programme.frame[field.tags],
      columns: field.columns?.map(({ optionsFrom, ...column }) => ({ ...column, options: optionsFrom === undefined ? column.options : fundUses(programme) })),
    })),
  })),
});

/** Forbidden ones too: who names one is told the clause. */
const fundUses = ({ funds }: Programme) => [...(funds?.uses ?? []), ...(funds?.borderline ?? []), ...(funds?.forbidden ?? [])].map(({ key, name }) => ({ key, name }));
