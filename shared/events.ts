/** How far a job is. `phase` is a key below `progress.` in the message catalogue; `total` is 0 while unknown. */
export interface Progress {
  phase: string
  done: number
  total: number
}

/** What the main process tells the window without being asked. */
export type WindowEvent =
  | { type: 'progress'; jobId: string; progress: Progress }
  /** An entry of the native menu was chosen; `action` is a MenuAction. */
  | { type: 'menu'; action: string }
  | { type: 'files-dropped'; paths: string[] }
