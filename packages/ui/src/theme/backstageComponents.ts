import type { ThemeOptions } from '@mui/material/styles';
import { ThemeMode, tokens } from './tokens';

const { size, font } = tokens;

/** Overrides by the style-sheet names that Backstage's own components carry. */
type BackstageOverrides = Record<
  string,
  { styleOverrides: Record<string, object> }
>;

/** The frame of stock pages: flat header, scrolling page, grid gutters. */
function pageFrame(mode: ThemeMode): BackstageOverrides {
  const colour = tokens.colour[mode];
  const line = `1px solid ${colour.border}`;
  return {
    BackstagePage: {
      // The document scrolls, not a box in it: anchors, the browser's
      // find-in-page and pull-to-refresh work, and there is one scroll bar.
      styleOverrides: {
        root: {
          height: 'auto',
          minHeight: '100dvh',
          overflowY: 'visible',
        },
      },
    },
    BackstageContent: {
      styleOverrides: {
        root: {
          width: '100%',
          maxWidth: size.content,
          padding: `${size.gutterNarrow}px ${size.gutter}px ${size.gutter}px`,
          '@media (max-width: 599.95px)': { padding: size.gutterNarrow },
        },
      },
    },
    BackstageHeader: {
      styleOverrides: {
        header: {
          boxShadow: 'none',
          backgroundImage: 'none',
          borderBottom: line,
          padding: `12px ${size.gutter}px`,
          zIndex: 1,
          '@media (max-width: 599.95px)': {
            padding: `12px ${size.gutterNarrow}px`,
          },
        },
        title: {
          fontSize: font.size.title,
          fontWeight: font.weight.strong,
          lineHeight: '28px',
        },
        subtitle: {
          marginTop: 0,
          opacity: 1,
          color: colour.textSecondary,
          fontSize: font.size.control,
        },
        type: {
          marginBottom: 0,
          opacity: 1,
          color: colour.textSecondary,
          fontSize: font.size.small,
          textTransform: 'none',
        },
        rightItemsBox: { width: 'auto', alignItems: 'center' },
      },
    },
    BackstageHeaderLabel: {
      styleOverrides: {
        root: { textAlign: 'left' },
        label: {
          color: colour.textSecondary,
          fontSize: font.size.small,
          fontWeight: font.weight.regular,
          letterSpacing: 0,
        },
        value: {
          color: colour.text,
          opacity: 1,
          fontSize: font.size.control,
          lineHeight: '20px',
        },
      },
    },
    BackstageHeaderTabs: {
      styleOverrides: {
        tabsWrapper: {
          paddingLeft: size.gutter - 12,
          borderBottom: line,
          backgroundColor: 'transparent',
        },
        defaultTab: {
          padding: '8px 12px',
          color: colour.textSecondary,
          fontSize: font.size.control,
          fontWeight: font.weight.medium,
          textTransform: 'none',
        },
        selected: { color: colour.text },
        tabRoot: { '&:hover': { backgroundColor: 'transparent' } },
      },
    },
    BackstageContentHeader: {
      styleOverrides: {
        container: { marginBottom: 12 },
        rightItemsBox: { gap: 8, marginLeft: 0 },
      },
    },
    BackstageBreadcrumbsStyledBox: {
      styleOverrides: { root: { textDecoration: 'none', color: 'inherit' } },
    },
  };
}

/** Cards and tables of stock pages. */
function cardsAndTables(mode: ThemeMode): BackstageOverrides {
  const colour = tokens.colour[mode];
  return {
    BackstageInfoCard: {
      styleOverrides: {
        header: { padding: '12px 16px' },
        headerTitle: { fontWeight: font.weight.strong },
      },
    },
    BackstageItemCardHeader: {
      styleOverrides: {
        root: {
          padding: '16px 16px 4px',
          color: colour.text,
          backgroundImage: 'none',
        },
      },
    },
    BackstageItemCardGrid: {
      styleOverrides: {
        root: {
          gridTemplateColumns:
            'repeat(auto-fill, minmax(min(100%, 20rem), 1fr))',
          gap: 16,
        },
      },
    },
    BackstageTableHeader: {
      styleOverrides: {
        header: {
          padding: '4px 8px',
          borderTop: 0,
          borderBottom: `1px solid ${colour.border}`,
          color: colour.textSecondary,
          fontWeight: font.weight.medium,
          textTransform: 'none',
        },
      },
    },
    BackstageTableToolbar: {
      styleOverrides: {
        root: {
          minHeight: 48,
          padding: '8px 12px 8px 16px',
          flexWrap: 'wrap',
          gap: 8,
        },
        title: {
          '& > h6': {
            fontSize: font.size.body,
            fontWeight: font.weight.strong,
          },
        },
        searchField: { paddingRight: 0 },
      },
    },
    BackstageMetadataTableTitleCell: {
      styleOverrides: {
        root: { fontWeight: font.weight.regular, color: colour.textSecondary },
      },
    },
    BackstageEmptyState: {
      styleOverrides: {
        root: { padding: size.gutter },
        action: { marginTop: 12 },
        imageContainer: { display: 'none' },
      },
    },
    BackstageIconLinkVertical: {
      styleOverrides: {
        label: {
          fontWeight: font.weight.medium,
          letterSpacing: 0,
          textTransform: 'none',
        },
      },
    },
    BackstageErrorPageMicDrop: {
      styleOverrides: { micDrop: { display: 'none' } },
    },
    CatalogReactUserListPicker: {
      styleOverrides: {
        root: {
          backgroundColor: 'transparent',
          border: 0,
          boxShadow: 'none',
          margin: '8px 0',
        },
        title: {
          margin: '8px 0 0 0',
          textTransform: 'none',
          fontSize: font.size.small,
          fontWeight: font.weight.medium,
          color: colour.textSecondary,
        },
        groupWrapper: { margin: '4px 0' },
        menuItem: { minHeight: size.control },
      },
    },
  };
}

/** The controls that stock filters are made of. */
function filters(mode: ThemeMode): BackstageOverrides {
  const colour = tokens.colour[mode];
  const label = { fontWeight: font.weight.medium, marginBottom: 4 };
  return {
    BackstageSelect: { styleOverrides: { label, formLabel: label } },
    BackstageSelectInputBase: {
      styleOverrides: {
        root: { 'label + &': { marginTop: 0 } },
        input: {
          borderColor: colour.borderControl,
          borderRadius: size.radius,
          padding: '5px 28px 5px 12px',
        },
      },
    },
    BackstageAutocomplete: {
      styleOverrides: {
        root: { margin: '8px 0' },
        label: {
          fontWeight: font.weight.medium,
          '& > span': { position: 'static', display: 'block', marginBottom: 4 },
        },
      },
    },
    BackstageAutocompleteBase: {
      styleOverrides: {
        inputRoot: { marginTop: 0, '&&&&': { paddingBlock: 0 } },
        input: { '&&&&': { paddingBlock: 6 } },
        popupIndicator: { color: colour.textSecondary },
      },
    },
  };
}

/** The graph of entities: quiet boxes, the one in focus in the accent. */
function graph(mode: ThemeMode): BackstageOverrides {
  const colour = tokens.colour[mode];
  const box = { fill: colour.surface, stroke: colour.borderControl };
  const focused = { fill: colour.selected, stroke: colour.accent };
  const words = { fill: colour.text };
  return {
    PluginCatalogGraphCustomNode: {
      styleOverrides: {
        node: { ...box, '&.primary': box, '&.secondary': focused },
        text: { ...words, '&.primary': words, '&.secondary': words },
      },
    },
    BackstageDependencyGraphDefaultNode: {
      styleOverrides: { node: box, text: words },
    },
    BackstageDependencyGraphEdge: {
      styleOverrides: { path: { stroke: colour.borderControl } },
    },
  };
}

/**
 * Backstage's own components without waves, banners and shadows, so that stock
 * pages look like ours without a fork.
 */
export function backstageComponents(
  mode: ThemeMode,
): ThemeOptions['components'] {
  const overrides: BackstageOverrides = {
    ...pageFrame(mode),
    ...cardsAndTables(mode),
    ...filters(mode),
    ...graph(mode),
  };
  // The names belong to packages that this one does not depend on, so their
  // declarations are not merged into MUI's type here.
  return overrides as ThemeOptions['components'];
}
