import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** Props of a field, with an empty object for fields without options. */
export type FieldProps<Value, Options = {}> = FieldExtensionComponentProps<
  Value,
  Options
>;

/** The ids that belong to a field: its own, and of what describes it. */
export function fieldIds(idSchema: { $id: string } | undefined, name: string) {
  const id = idSchema?.$id ?? name;
  return {
    id,
    help: `${id}__help-text`,
    status: `${id}__status`,
    // The form itself puts its messages under this id.
    errors: `${id}__error`,
  };
}
