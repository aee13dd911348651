import { useState } from 'react';
import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Preview } from '@goreliable/plugin-golden-path-common';
import { FileTree } from './FileTree';
import { FileView } from './FileView';
import { firstFile, previewInWords } from './previewWords';

const repositories = ['repository', 'gitops'] as const;
type RepositoryKey = (typeof repositories)[number];

/** The files of both repositories, with the contents of one of them. */
export function PreviewBrowser(props: {
  id: string;
  preview: Preview;
  name: string;
}) {
  const { id, preview, name } = props;
  const [shown, setShown] = useState<RepositoryKey>('repository');
  const [chosen, setChosen] = useState<
    Record<RepositoryKey, string | undefined>
  >(() => ({
    repository: firstFile(preview.repository),
    gitops: firstFile(preview.gitops),
  }));
  const titles = { repository: name, gitops: 'GitOps pull request' };
  const files = preview[shown];
  const file = files.find(({ path }) => path === chosen[shown]);
  return (
    <div>
      <Box sx={{ typography: 'body2', mb: 1 }}>
        {previewInWords(preview, name)}
      </Box>
      <Tabs
        value={shown}
        onChange={(_, value: RepositoryKey) => setShown(value)}
        aria-label="What will be created"
      >
        {repositories.map(key => (
          <Tab
            key={key}
            value={key}
            label={`${titles[key]} (${preview[key].length})`}
            id={`${id}__tab-${key}`}
            aria-controls={`${id}__panel`}
            sx={{ textTransform: 'none' }}
          />
        ))}
      </Tabs>
      <Box
        id={`${id}__panel`}
        role="tabpanel"
        aria-labelledby={`${id}__tab-${shown}`}
        sx={{
          display: 'grid',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: 'minmax(220px, 2fr) minmax(0, 5fr)',
          },
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          overflow: 'hidden',
        }}
      >
        <Box
          sx={{
            overflow: 'auto',
            height: { xs: 240, md: 460 },
            p: 0.5,
            borderRight: { md: 1 },
            borderBottom: { xs: 1, md: 0 },
            borderColor: { xs: 'divider', md: 'divider' },
          }}
        >
          <FileTree
            // Which folders are open belongs to the repository.
            key={shown}
            label={`Files of ${titles[shown]}`}
            files={files}
            chosen={chosen[shown]}
            onChoose={path => setChosen({ ...chosen, [shown]: path })}
          />
        </Box>
        <Box
          sx={{
            display: 'flex',
            flexDirection: 'column',
            minWidth: 0,
            height: { xs: 320, md: 460 },
          }}
        >
          <FileView file={file} />
        </Box>
      </Box>
    </div>
  );
}
