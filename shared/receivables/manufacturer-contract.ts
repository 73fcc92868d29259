import { z } from 'zod'
import { command, query } from '../call.ts'
import { Id, Nothing, Text } from '../schemas.ts'

/** An organisation in its role « fabricant »; it may be a customer too. */
export const Manufacturer = z.object({ id: Id.nullable(), code: Text, name: Text, phone: Text, email: Text, website: Text })
export type Manufacturer = z.output<typeof Manufacturer>

export const manufacturerContract = {
  /** By name. */
  manufacturers: query(Nothing, z.array(Manufacturer)),
  /** AppError('manufacturer.invalid', {field, reason}), ('manufacturer.code-taken') when another organisation, a customer for one, has the code. */
  saveManufacturer: command(Manufacturer, Manufacturer),
  /** AppError('manufacturer.in-use') when an article names it. One that is a customer too stays one. */
  deleteManufacturer: command(z.object({ id: Id }), Nothing),
}
