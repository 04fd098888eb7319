'use client'
import { lazy } from 'react'

const MissingScreen = lazy(() => import('#components/shell/missing-screen').then((module) => ({ default: module.MissingScreen })))

/** What it shows comes when it is needed: this file is part of every page. */
export default function ConsoleNotFound() {
  return <MissingScreen />
}
