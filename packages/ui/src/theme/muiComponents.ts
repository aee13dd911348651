import type { ThemeOptions } from '@mui/material/styles';
import { muiAlert } from './muiAlert';
import { ThemeMode, tokens } from './tokens';

type Components = NonNullable<ThemeOptions['components']>;

/*
 * These overrides reach Material UI 5 as they are and Material UI 4 through
 * Backstage's transformation, which knows `styleOverrides` and `defaultProps`
 * only. Two rules follow: no `variants`, and a state is written `&&.Mui-…`,
 * because the transformation would turn `&.Mui-…` into a rule for every
 * component in that state.
 */

const { size, font } = tokens;

function buttons(mode: ThemeMode): Components {
  const colour = tokens.colour[mode];
  return {
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: {
          minHeight: size.control,
          minWidth: 0,
          padding: '4px 12px',
          borderRadius: size.radius,
          fontSize: font.size.control,
          fontWeight: font.weight.medium,
          lineHeight: '20px',
          letterSpacing: 0,
          textTransform: 'none',
          whiteSpace: 'nowrap',
          boxShadow: 'none',
          '&:hover': { boxShadow: 'none' },
        },
        sizeSmall: { minHeight: 28, padding: '2px 8px' },
        sizeLarge: { minHeight: 36, padding: '6px 16px' },
        contained: {
          boxShadow: 'none',
          backgroundColor: colour.sunken,
          color: colour.text,
          '&&.Mui-disabled': {
            backgroundColor: colour.sunken,
            color: colour.textTertiary,
          },
        },
        containedPrimary: {
          backgroundColor: colour.accent,
          color: colour.onAccent,
          '&:hover': { backgroundColor: colour.accentHover },
        },
        outlined: {
          padding: '4px 12px',
          borderColor: colour.borderControl,
          color: colour.text,
        },
        outlinedPrimary: {
          borderColor: colour.borderControl,
          color: colour.text,
          '&:hover': {
            borderColor: colour.text,
            backgroundColor: colour.hover,
          },
        },
        textPrimary: { color: colour.accent },
      },
    },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiIconButton: {
      styleOverrides: {
        root: {
          borderRadius: size.radius,
          padding: 6,
          color: colour.textSecondary,
          fontSize: 20,
          '& [class*="MuiSvgIcon-root"]': { fontSize: 18 },
          '&:hover': { backgroundColor: colour.hover, color: colour.text },
        },
        sizeSmall: { padding: 4 },
      },
    },
    // Stock pages show it without words; a screen reader needs some.
    MuiCircularProgress: { defaultProps: { 'aria-label': 'Loading' } },
    MuiFab: { styleOverrides: { root: { boxShadow: 'none' } } },
    MuiToggleButton: {
      styleOverrides: {
        root: {
          height: size.control,
          padding: '4px 12px',
          textTransform: 'none',
          fontSize: font.size.control,
          color: colour.textSecondary,
        },
      },
    },
    MuiChip: {
      styleOverrides: {
        root: {
          height: 24,
          margin: '0 4px 4px 0',
          borderRadius: size.radiusSmall,
          backgroundColor: colour.sunken,
          color: colour.text,
        },
        sizeSmall: { height: 20 },
        outlined: {
          backgroundColor: 'transparent',
          borderColor: colour.border,
        },
        label: {
          padding: '0 8px',
          fontSize: font.size.small,
          fontWeight: font.weight.medium,
          lineHeight: '20px',
        },
        labelSmall: { padding: '0 6px', fontSize: font.size.small },
      },
    },
  };
}

function inputs(mode: ThemeMode): Components {
  const colour = tokens.colour[mode];
  const labelAbove = {
    position: 'static' as const,
    marginBottom: 4,
    overflow: 'visible',
    color: colour.text,
    fontSize: font.size.control,
    fontWeight: font.weight.medium,
    lineHeight: '20px',
    transform: 'none',
    pointerEvents: 'auto' as const,
    '&&&&': { transform: 'none' },
  };
  const box = {
    border: `1px solid ${colour.borderControl}`,
    borderRadius: size.radius,
    backgroundColor: colour.surface,
    padding: '0 10px',
    // Boxed like every other field instead of underlined.
    '&:before, &:after': { display: 'none' },
    '&:hover': { borderColor: colour.text },
    '&[class*="Mui-focused"]': { borderColor: colour.accent },
    'label + &': { marginTop: 0 },
  };
  const outlinedInput = {
    root: {
      borderRadius: size.radius,
      backgroundColor: colour.surface,
      'label + &': { marginTop: 0 },
      '&:hover:not(.Mui-error) fieldset': { borderColor: colour.text },
    },
    input: { padding: '6px 12px' },
    multiline: { padding: '6px 12px' },
    inputMultiline: { padding: 0 },
    notchedOutline: {
      top: 0,
      borderColor: colour.borderControl,
      // The gap for a label that would sit on the edge.
      '& legend': { display: 'none' },
    },
  };
  return {
    MuiInputBase: {
      styleOverrides: {
        root: { fontSize: font.size.body, lineHeight: '20px' },
        input: { height: 20, lineHeight: '20px' },
        inputMultiline: { height: 'auto' },
      },
    },
    MuiOutlinedInput: { styleOverrides: outlinedInput },
    MuiInput: {
      styleOverrides: {
        root: box,
        formControl: { 'label + &': { marginTop: 0 } },
        input: { padding: '5px 0' },
      },
    },
    MuiSelect: {
      styleOverrides: {
        select: {
          minHeight: 20,
          '&:focus': { backgroundColor: 'transparent' },
        },
      },
    },
    // Above the field, at rest and filled: nothing moves, and it never covers a value.
    MuiInputLabel: {
      styleOverrides: {
        root: labelAbove,
        formControl: labelAbove,
        outlined: labelAbove,
        filled: labelAbove,
        animated: { transition: 'none' },
      },
    },
    MuiFormHelperText: {
      styleOverrides: {
        root: { fontSize: font.size.small, color: colour.textSecondary },
        contained: { marginLeft: 0, marginRight: 0 },
      },
    },
    MuiCheckbox: {
      defaultProps: { color: 'primary' },
      styleOverrides: { root: { padding: 6, color: colour.borderControl } },
    },
    MuiRadio: {
      defaultProps: { color: 'primary' },
      styleOverrides: { root: { padding: 6, color: colour.borderControl } },
    },
    MuiSwitch: { defaultProps: { color: 'primary', size: 'small' } },
    MuiAutocomplete: {
      styleOverrides: {
        inputRoot: {
          '&&[class*="MuiOutlinedInput-root"]': { padding: '0 40px 0 4px' },
        },
        input: { '&&&': { padding: '6px 8px' } },
        option: { minHeight: size.control, fontSize: font.size.body },
      },
    },
  };
}

function surfaces(mode: ThemeMode): Components {
  const colour = tokens.colour[mode];
  const line = `1px solid ${colour.border}`;
  const floating = {
    border: line,
    borderRadius: size.radius,
    boxShadow: tokens.floatShadow[mode],
    backgroundColor: colour.surface,
  };
  return {
    MuiPaper: {
      styleOverrides: {
        root: { backgroundImage: 'none' },
        rounded: { borderRadius: size.radius },
        elevation1: { border: line, boxShadow: 'none' },
        elevation2: { border: line, boxShadow: 'none' },
        elevation3: { border: line, boxShadow: 'none' },
        elevation4: { border: line, boxShadow: 'none' },
      },
    },
    MuiCardHeader: {
      styleOverrides: {
        root: { padding: '12px 16px 0' },
        title: { fontSize: font.size.body, fontWeight: font.weight.strong },
        subheader: { fontSize: font.size.control },
        action: { marginTop: -2, marginRight: -4, alignSelf: 'flex-start' },
      },
    },
    MuiCardContent: {
      styleOverrides: {
        root: {
          padding: size.cardPadding,
          '&:last-child': { paddingBottom: size.cardPadding },
        },
      },
    },
    MuiCardActions: {
      styleOverrides: { root: { padding: '8px 16px 12px' } },
    },
    MuiPopover: { styleOverrides: { paper: floating } },
    MuiMenu: { styleOverrides: { paper: floating } },
    MuiDialog: { styleOverrides: { paper: floating } },
    MuiDialogTitle: { styleOverrides: { root: { padding: '16px 24px 8px' } } },
    MuiDialogActions: {
      styleOverrides: { root: { padding: '8px 24px 16px' } },
    },
    MuiAccordion: {
      styleOverrides: {
        root: {
          border: line,
          boxShadow: 'none',
          '&:before': { display: 'none' },
        },
      },
    },
    MuiTooltip: {
      styleOverrides: {
        tooltip: {
          padding: '4px 8px',
          borderRadius: size.radiusSmall,
          fontSize: font.size.small,
          fontWeight: font.weight.regular,
          lineHeight: '16px',
          backgroundColor: colour.inverse,
          color: colour.onInverse,
        },
        arrow: { color: colour.inverse },
      },
    },
    MuiDivider: {
      styleOverrides: { root: { backgroundColor: colour.border } },
    },
    MuiAppBar: { styleOverrides: { root: { boxShadow: 'none' } } },
  };
}

function listsAndTables(mode: ThemeMode): Components {
  const colour = tokens.colour[mode];
  const line = `1px solid ${colour.border}`;
  return {
    MuiTableRow: {
      styleOverrides: {
        root: { backgroundColor: 'transparent' },
        hover: { '&:hover': { backgroundColor: colour.hover } },
        head: { backgroundColor: 'transparent' },
      },
    },
    MuiTableCell: {
      styleOverrides: {
        root: {
          height: size.row,
          padding: '4px 8px',
          borderBottom: line,
          fontSize: font.size.control,
          lineHeight: '20px',
          verticalAlign: 'middle',
          // Breaks a word only when it does not fit by itself.
          wordBreak: 'normal',
          overflowWrap: 'break-word',
        },
        // Stock pages ask for small rows nearly everywhere; they get ours.
        sizeSmall: { padding: '4px 8px' },
        head: {
          color: colour.textSecondary,
          fontSize: font.size.small,
          fontWeight: font.weight.medium,
          lineHeight: '16px',
        },
      },
    },
    MuiTableSortLabel: {
      styleOverrides: {
        root: { color: 'inherit', '&:hover': { color: colour.text } },
      },
    },
    MuiTabs: {
      styleOverrides: {
        root: { minHeight: 36 },
        indicator: { height: 2, backgroundColor: colour.accent },
      },
    },
    MuiTab: {
      styleOverrides: {
        root: {
          minHeight: 36,
          minWidth: 0,
          padding: '8px 12px',
          color: colour.textSecondary,
          fontSize: font.size.control,
          fontWeight: font.weight.medium,
          letterSpacing: 0,
          textTransform: 'none',
          opacity: 1,
          '&:hover': { color: colour.text, background: 'transparent' },
          '&&.Mui-selected': { color: colour.text },
          '@media (min-width: 0px)': {
            minWidth: 0,
            fontSize: font.size.control,
          },
        },
        textColorPrimary: { color: colour.textSecondary },
      },
    },
    MuiListItem: {
      styleOverrides: {
        gutters: { paddingLeft: 12, paddingRight: 12 },
        button: { '&:hover': { backgroundColor: colour.hover } },
      },
    },
    MuiListItemIcon: { styleOverrides: { root: { minWidth: size.control } } },
    MuiListItemText: {
      styleOverrides: { primary: { fontSize: font.size.body } },
    },
    MuiListSubheader: {
      styleOverrides: {
        root: {
          fontSize: font.size.small,
          fontWeight: font.weight.medium,
          lineHeight: '32px',
          color: colour.textSecondary,
        },
      },
    },
    MuiMenuItem: {
      styleOverrides: {
        root: {
          minHeight: size.control,
          padding: '4px 12px',
          fontSize: font.size.body,
          '&:hover': { backgroundColor: colour.hover },
        },
      },
    },
    MuiLink: { defaultProps: { underline: 'hover' } },
  };
}

/** Compact, flat Material UI components: borders instead of shadows, 32 px controls. */
export function muiComponents(mode: ThemeMode): Components {
  return {
    ...buttons(mode),
    ...inputs(mode),
    ...surfaces(mode),
    ...listsAndTables(mode),
    MuiAlert: muiAlert(tokens.colour[mode]),
  };
}

/** Rules under names that one version knows and the other warns of. */
export const versionRules = {
  v4: {
    MuiOutlinedInput: { inputMarginDense: { padding: '6px 12px' } },
  },
  v5: {
    MuiOutlinedInput: { inputSizeSmall: { padding: '6px 12px' } },
  },
} as const;
