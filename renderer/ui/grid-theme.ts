import { AllCommunityModule, ModuleRegistry, themeQuartz } from 'ag-grid-community'

ModuleRegistry.registerModules([AllCommunityModule])

/** AG Grid in the window's tokens: it follows light, dark and high contrast through them. */
export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--accent)',
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  textColor: 'var(--text)',
  borderColor: 'var(--border)',
  borderRadius: 'var(--radius)',
  wrapperBorderRadius: 'var(--radius)',
  browserColorScheme: 'inherit',
  chromeBackgroundColor: 'var(--surface-sunken)',
  headerBackgroundColor: 'var(--surface-sunken)',
  headerTextColor: 'var(--text-muted)',
  headerFontWeight: 600,
  rowHeight: 27,
  rowHoverColor: 'color-mix(in srgb, var(--accent) 12%, transparent)',
  selectedRowBackgroundColor: 'var(--surface-selected)',
  columnBorder: { color: 'var(--border)' },
  cellHorizontalPadding: 4,
  fontFamily: 'var(--font-family)',
  fontSize: 'var(--text-body)',
  dataFontSize: 'var(--text-body)',
  headerFontSize: 'var(--text-small)',
  spacing: 5,
  iconSize: 14,
  focusShadow: '0 0 0 2px var(--focus)',
})

/** The nonce of this load's Content-Security-Policy, under which the grid may add its style sheets; undefined without one (development server). */
export function styleNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content
  return nonce?.startsWith('__') ? undefined : nonce
}
