import { expect, it } from 'vitest'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'

const csv = (...lines: string[]): string => writeFile('clients.csv', lines.join('\r\n'))
const debtors = (office: ImportOffice): Promise<unknown[]> => office.rows('SELECT code, debtor_profile AS profile, profile_confirmed AS confirmed, language FROM organisation ORDER BY code')

it('a list with a profile column says what each customer is: confirmed, and claimed from by the law of that profile; a blank one is confirmed by nobody', withImportOffice(async (office) => {
  await office.apply(csv('Code client;Nom;Type de client', 'C1;Dupont;Particulier', 'C2;Garage Müller;Entreprise', 'C3;Mairie de Lyon;Organisme public', 'C4;Martin;'))
  expect(await debtors(office)).toMatchObject([{ profile: 'consumer', confirmed: 1 }, { profile: 'company', confirmed: 1 }, { profile: 'public-body', confirmed: 1 }, { profile: 'company', confirmed: 0 }])
}))

it('a list with a language column gives letters their language, however it is written; blank cells change nothing', withImportOffice(async (office) => {
  await office.apply(csv('Code client;Nom;Langue', 'C1;Smith;English', 'C2;Dupont;FR', 'C3;Jones;en-GB', 'C4;Martin;', 'C5;O’Neill;anglais'))
  expect((await debtors(office)).map((row) => (row as { language: string }).language)).toEqual(['en', 'fr', 'en', 'fr', 'en'])
  await office.apply(csv('Code client;Nom;Langue', 'C1;Smith;', 'C2;Dupont;en'))
  expect((await debtors(office)).map((row) => (row as { language: string }).language)).toEqual(['en', 'en', 'en', 'fr', 'en'])
}))

it('what a list says of a customer and nobody understands is told with its line, never dropped in silence', withImportOffice(async (office) => {
  const { warnings } = await office.apply(csv('Code client;Nom;Langue;Profil;Conditions de paiement', 'C1;Smith;klingon;extraterrestre;45 lunes', 'C2;Dupont;fr;particulier;30 jours', 'C3;Martin;;;Virement'))
  expect(warnings.map(({ code, line, details }) => [code, line, details])).toEqual([
    ['not-understood', 2, { fieldKey: 'imports.field.paymentTerm', value: '45 lunes' }], ['not-understood', 2, { fieldKey: 'imports.field.debtorProfile', value: 'extraterrestre' }],
    ['not-understood', 2, { fieldKey: 'imports.field.language', value: 'klingon' }],
  ])
}))
