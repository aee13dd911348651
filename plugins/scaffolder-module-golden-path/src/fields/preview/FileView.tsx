import Box from '@mui/material/Box';
import { PreviewFile } from '@goreliable/plugin-golden-path-common';
import { formatBytes } from '@goreliable/ui';

/** The contents of one file. */
export function FileView(props: { file: PreviewFile | undefined }) {
  const { file } = props;
  if (!file) {
    return (
      <Box sx={{ p: 2, color: 'text.secondary' }}>
        Choose a file to see what is in it.
      </Box>
    );
  }
  return (
    <Box
      component="section"
      aria-label={`Contents of ${file.path}`}
      sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 }}
    >
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          gap: 2,
          px: 1.5,
          py: 0.75,
          borderBottom: 1,
          borderColor: 'divider',
          typography: 'caption',
          color: 'text.secondary',
        }}
      >
        <Box component="code" sx={{ overflowWrap: 'anywhere' }}>
          {file.path}
        </Box>
        <Box sx={{ whiteSpace: 'nowrap' }}>
          {file.executable && 'executable, '}
          {formatBytes(file.size)}
        </Box>
      </Box>
      {file.content === undefined ? (
        <Box sx={{ p: 2, color: 'text.secondary' }}>
          Too long to be shown, or not text.
        </Box>
      ) : (
        <Box
          component="pre"
          // Scrolls, so the keyboard must be able to reach it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={`Text of ${file.path}`}
          role="region"
          sx={{
            flex: 1,
            m: 0,
            p: 1.5,
            overflow: 'auto',
            fontFamily: 'var(--gr-font-mono, monospace)',
            fontSize: 12,
            lineHeight: 1.6,
            tabSize: 4,
          }}
        >
          {file.content}
        </Box>
      )}
    </Box>
  );
}
