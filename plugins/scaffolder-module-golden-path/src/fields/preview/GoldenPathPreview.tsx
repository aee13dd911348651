import { useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { GoldenPathName } from '@goreliable/plugin-golden-path-common';
import { EmptyState, ErrorPanel, TableSkeleton } from '@goreliable/ui';
import Box from '@mui/material/Box';
import { goldenPathApiRef } from '../../api/GoldenPathApi';
import { useAnswer } from '../../hooks/useAnswer';
import { FieldProps, fieldIds } from '../types';
import { PreviewBrowser } from './PreviewBrowser';

function isAboutAnswers(error: Error): error is ResponseError {
  return error.name === 'ResponseError' && 'statusCode' in error
    ? error.statusCode === 400
    : false;
}

/** All that would be made of the answers so far, before it is made. */
export function GoldenPathPreview(
  props: FieldProps<null, { template?: GoldenPathName }>,
) {
  const { schema, uiSchema, idSchema, formContext, name: ownName } = props;
  const goldenPathApi = useApi(goldenPathApiRef);
  const template = uiSchema['ui:options']?.template;
  const { [ownName]: _own, ...parameters } = formContext?.formData ?? {};
  const [answer, askAgain] = useAnswer(
    template && JSON.stringify({ template, parameters }),
    (question, signal) =>
      goldenPathApi.preview(JSON.parse(question), { signal }),
  );
  const ids = fieldIds(idSchema, 'preview');
  return (
    <Box component="section" aria-labelledby={`${ids.id}__label`}>
      <Box id={`${ids.id}__label`} sx={{ typography: 'subtitle2', mb: 1 }}>
        {schema.title ?? 'Preview'}
      </Box>
      {answer.kind === 'none' && (
        <EmptyState
          title="There is nothing to show"
          description="The template does not say which golden path it is (ui:options, template)."
        />
      )}
      {answer.kind === 'asking' && (
        <TableSkeleton rows={10} columns={2} label="Rendering the preview" />
      )}
      {answer.kind === 'failed' && (
        <ErrorPanel
          title={
            isAboutAnswers(answer.error)
              ? 'Some answers need a change: go back to them'
              : 'The preview could not be rendered'
          }
          error={answer.error}
          onRetry={askAgain}
        />
      )}
      {answer.kind === 'answered' && (
        <PreviewBrowser
          id={ids.id}
          preview={answer.value}
          name={String(parameters.name ?? '')}
        />
      )}
    </Box>
  );
}
