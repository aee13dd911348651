import { KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import FileIcon from '@mui/icons-material/InsertDriveFileOutlined';
import FolderIcon from '@mui/icons-material/FolderOutlined';
import OpenFolderIcon from '@mui/icons-material/FolderOpenOutlined';
import Box from '@mui/material/Box';
import { PreviewFile } from '@goreliable/plugin-golden-path-common';
import { fileTree, foldersOf, TreeRow, visibleRows } from './fileTree';
import { treeMove } from './treeKeys';

function iconOf({ node, isOpen }: TreeRow) {
  if (!node.children) {
    return FileIcon;
  }
  return isOpen ? OpenFolderIcon : FolderIcon;
}

/** Files as a tree that the keyboard walks; one of them is chosen. */
export function FileTree(props: {
  label: string;
  files: readonly PreviewFile[];
  chosen: string | undefined;
  onChoose: (path: string) => void;
}) {
  const { label, files, chosen, onChoose } = props;
  const tree = useMemo(() => fileTree(files), [files]);
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(chosen ? foldersOf(chosen) : []),
  );
  const rows = useMemo(() => visibleRows(tree, open), [tree, open]);
  const [focused, setFocused] = useState(chosen);
  const list = useRef<HTMLUListElement>(null);
  // What was focused may have gone with its folder, or with other answers.
  const isThere = rows.some(({ node }) => node.path === focused);
  const current = isThere ? focused! : rows[0]?.node.path;

  const hasMoved = useRef(false);
  useEffect(() => {
    if (hasMoved.current) {
      hasMoved.current = false;
      list.current
        ?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')
        ?.focus();
    }
  }, [current]);

  const toggle = (path: string) =>
    setOpen(before => {
      const after = new Set(before);
      if (!after.delete(path)) {
        after.add(path);
      }
      return after;
    });
  const act = ({ node }: TreeRow) =>
    node.children ? toggle(node.path) : onChoose(node.path);
  const onKeyDown = (event: KeyboardEvent) => {
    const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
    const move = isShortcut ? undefined : treeMove(event.key, rows, current);
    if (!move) {
      return;
    }
    event.preventDefault();
    if (move.kind === 'focus') {
      hasMoved.current = true;
      setFocused(move.path);
    } else if (move.kind === 'toggle') {
      toggle(move.path);
    } else {
      onChoose(move.path);
    }
  };

  return (
    <Box
      component="ul"
      ref={list}
      role="tree"
      aria-label={label}
      onKeyDown={onKeyDown}
      sx={{ listStyle: 'none', m: 0, p: 0, typography: 'body2' }}
    >
      {rows.map(row => {
        const { node, level } = row;
        const Icon = iconOf(row);
        return (
          <Box
            component="li"
            key={node.path}
            role="treeitem"
            aria-level={level}
            aria-posinset={row.position}
            aria-setsize={row.siblings}
            aria-expanded={node.children ? row.isOpen : undefined}
            aria-selected={node.children ? undefined : node.path === chosen}
            tabIndex={node.path === current ? 0 : -1}
            onClick={() => {
              setFocused(node.path);
              act(row);
            }}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 0.75,
              minHeight: 28,
              pl: 0.5 + (level - 1) * 1.75,
              pr: 1,
              borderRadius: 0.5,
              cursor: 'pointer',
              whiteSpace: 'nowrap',
              bgcolor: node.path === chosen ? 'action.selected' : undefined,
              '&:hover': { bgcolor: 'action.hover' },
              '&:focus-visible': {
                outline: 2,
                outlineStyle: 'solid',
                outlineColor: 'primary.main',
                outlineOffset: -2,
              },
            }}
          >
            <Icon aria-hidden sx={{ fontSize: 16, color: 'text.secondary' }} />
            {node.name}
          </Box>
        );
      })}
    </Box>
  );
}
