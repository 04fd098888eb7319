import { readCsv } from './csv'
import { readDotenv } from './dotenv'
import type { FileFormat, Reading } from './entry'
import { readStructured } from './structured'

export function readFile(text: string, format: FileFormat): Reading {
  switch (format) {
    case 'env':
      return readDotenv(text)
    case 'csv':
      return readCsv(text)
    case 'json':
    case 'yaml':
      return readStructured(text, format)
  }
}
