'use client'
import { type ReactNode, useMemo, useSyncExternalStore } from 'react'
import { type LogBuffer, lineText } from './log/log-buffer'
import { LogFrame, useLogControls } from './log/log-frame'
import { HitFinder } from './log/log-search'
import { allLines, linesOf } from './log/log-window'
import { saveFile } from './save-file'
import { numberText } from './number-text'

export interface LogViewerProps {
  buffer: LogBuffer
  /** "Output of web-017". */
  label: string
  /** More may come: follows the end while the reader is at it. */
  live: boolean
  /** File name without extension. */
  downloadName: string
  /** Saves the whole text when this browser does not hold it all; default: what is in the buffer. */
  onDownload?: (() => void) | undefined
  /** Said above the text, never silently: "The first 2.1 MB are kept on the server", with a button. */
  notice?: ReactNode
  /** Where lines are that this page no longer holds: "Download has them all." */
  rest?: string | undefined
  /** What stands there while nothing was printed. */
  empty?: ReactNode
  /** Left in the toolbar: choice of node, of step. */
  toolbar?: ReactNode
  /** fill: the height that is left. A number: pixels. */
  height?: 'fill' | number | undefined
}

/** Output as it arrives, as far as this page holds it. */
export function LogViewer({ buffer, live, rest = 'Download has them all.', height = 'fill', ...props }: LogViewerProps) {
  const version = useSyncExternalStore(buffer.subscribe, buffer.version, () => 0)
  const controls = useLogControls()
  const { asked, stream } = controls
  const shown = useMemo(
    () => (stream === 'all' ? allLines(buffer, version) : linesOf(buffer, version, stream)),
    [buffer, version, stream],
  )
  const finder = useMemo(() => new HitFinder(asked), [asked])
  const hits = useMemo(() => finder.find(shown), [finder, shown])
  const save = () =>
    saveFile(`${props.downloadName}.txt`, buffer.lines.map((line) => `${lineText(line)}\n`).join(''), 'text/plain')
  const dropped =
    buffer.dropped > 0 ? `The first ${numberText(buffer.dropped)} lines are not held here any more. ${rest}` : undefined
  return (
    <LogFrame
      controls={controls}
      shown={shown}
      hits={hits}
      label={props.label}
      live={live}
      onDownload={props.onDownload ?? save}
      notices={[props.notice, dropped]}
      empty={props.empty ?? (live ? 'Nothing printed yet' : 'Nothing was printed')}
      toolbar={props.toolbar}
      height={height}
    />
  )
}
