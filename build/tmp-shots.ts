import { launchApp } from '../test/electron-double/launch.ts'
const app = await launchApp()
const page = await app.window()
page.setDefaultTimeout(60_000)
const complaints: string[] = []
page.on('pageerror', (error) => complaints.push(error.message))
page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text()) })
await page.setViewportSize({ width: 1280, height: 800 })
await page.getByRole('button', { name: 'Ouvrir le dossier de démonstration' }).click()
await page.getByRole('button', { name: 'Calcul' }).waitFor()
await page.getByRole('link', { name: 'Tableau de bord' }).click()
await page.locator('.chart[data-drawn]').nth(3).waitFor()
for (const [w, h] of [[1280, 800], [1920, 1080]] as const) {
  await page.setViewportSize({ width: w, height: h })
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await page.waitForTimeout(400)
    await page.screenshot({ path: `/tmp/tableau/dash-${w}-${theme}.png` })
    if (w === 1280 && theme === 'light' || w === 1920) { await page.locator('.panels').evaluate((e) => { e.scrollTop = 99999 }); await page.waitForTimeout(200); await page.screenshot({ path: `/tmp/tableau/dash-${w}-${theme}-b.png` }); await page.locator('.panels').evaluate((e) => { e.scrollTop = 0 }) }
  }
}
await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
await page.waitForTimeout(400)
await page.screenshot({ path: `/tmp/tableau/dash-forced.png` })
console.log(complaints)
await app.close()
process.exit(0)
