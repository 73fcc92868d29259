import type { Messages } from './fr.ts'
import { errors } from './en/errors.ts'

export const en: Messages = { errors }
