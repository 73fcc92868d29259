import { strict } from './strict.ts'

interface ItemOptions {
  id?: string
  label?: string
  role?: string
  type?: string
  accelerator?: string
  enabled?: boolean
  checked?: boolean
  click?: (item: MenuItem) => void
  submenu?: ItemOptions[]
}

class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  enabled: boolean
  checked: boolean
  readonly submenu: ApplicationMenu | null
  readonly #click: ((item: MenuItem) => void) | undefined

  constructor(options: ItemOptions) {
    if (options.type !== 'separator' && !options.label && !options.role) throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
    this.id = options.id
    this.label = options.label ?? ''
    this.role = options.role
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.accelerator = options.accelerator
    this.enabled = options.enabled ?? true
    this.checked = options.checked ?? false
    this.submenu = options.submenu ? new ApplicationMenu(options.submenu) : null
    this.#click = options.click
  }

  click(): void {
    if (this.enabled) this.#click?.(this)
  }
}

class ApplicationMenu {
  readonly items: MenuItem[]

  constructor(template: ItemOptions[]) {
    this.items = template.map((options) => new MenuItem(options))
  }

  getMenuItemById(id: string): MenuItem | null {
    return this.all().find((item) => item.id === id) ?? null
  }

  all(): MenuItem[] {
    return this.items.flatMap((item) => [item, ...item.submenu?.all() ?? []])
  }
}

let current: ApplicationMenu | null = null

export const Menu = strict('Menu', {
  buildFromTemplate: (template: ItemOptions[]) => new ApplicationMenu(template),
  setApplicationMenu: (menu: ApplicationMenu | null) => { current = menu },
  getApplicationMenu: () => current,
})

/** A key the page left to the menu. */
export function pressAccelerator(accelerator: string): void {
  const parts = (keys: string): string => keys.split('+').sort().join('+')
  current?.all().find((item) => item.accelerator !== undefined && parts(item.accelerator) === parts(accelerator))?.click()
}
