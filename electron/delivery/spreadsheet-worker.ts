import { parentPort, workerData } from 'node:worker_threads'
import { writeWorkbook, type Sheet } from './spreadsheet-writer.ts'

const bytes = await writeWorkbook(workerData as Sheet[])
parentPort!.postMessage(bytes)
