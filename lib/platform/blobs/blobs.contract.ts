import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Blobs } from './blobs'

export interface BlobsUnderTest {
  blobs: Blobs
  /** Unfinished puts that still take up room. */
  leftovers(): Promise<number>
  stop(): Promise<void>
}

const megabyte = 1024 * 1024

/** What every store must do; each implementation's test runs it. */
export function blobsContract(title: string, start: () => Promise<BlobsUnderTest>): void {
  describe(`${title}`, () => {
    let under: BlobsUnderTest
    let blobs: Blobs
    let count = 0
    /** A prefix of its own for each test. */
    const folder = (): string => `test-${(count += 1)}`

    beforeAll(async () => {
      under = await start()
      blobs = under.blobs
    })
    afterAll(() => under.stop())

    async function read(key: string, range?: { start: number; end: number }): Promise<Buffer | undefined> {
      const found = await blobs.get(key, range)
      return found && buffer(found.content)
    }

    it('gives back what was put, from bytes and from a stream', async () => {
      const key = `${folder()}/a/b.txt`
      expect(await blobs.put(key, Buffer.from('grüße'))).toEqual({ bytes: 7 })
      expect((await read(key))?.toString()).toBe('grüße')
      expect(await blobs.put(key, Readable.from(['one ', Buffer.from('two')]))).toEqual({ bytes: 7 })
      expect((await read(key))?.toString()).toBe('one two')
    })

    it('keeps an empty content apart from an absent one', async () => {
      const at = folder()
      expect(await blobs.put(`${at}/bytes`, new Uint8Array())).toEqual({ bytes: 0 })
      expect(await blobs.put(`${at}/stream`, Readable.from([]))).toEqual({ bytes: 0 })
      expect((await read(`${at}/bytes`))?.length).toBe(0)
      expect((await read(`${at}/stream`))?.length).toBe(0)
      expect(await blobs.get(`${at}/absent`)).toBeUndefined()
      expect(await blobs.get(`${at}/absent`, { start: 0, end: 10 })).toBeUndefined()
      expect(await blobs.get(`${at}/absent`, { start: 5, end: 5 })).toBeUndefined()
      expect(await blobs.get(at)).toBeUndefined()
    })

    it('gives any range of a content, and its whole size', async () => {
      const key = `${folder()}/ranges`
      const content = randomBytes(1000)
      await blobs.put(key, content)
      const offset = fc.integer({ min: 0, max: 1100 })
      await fc.assert(
        fc.asyncProperty(offset, offset, async (from, to) => {
          const found = await blobs.get(key, { start: from, end: to })
          expect(found?.bytes).toBe(1000)
          expect((await buffer(found?.content ?? Readable.from([]))).equals(content.subarray(from, Math.max(from, to)))).toBe(
            true,
          )
        }),
        { numRuns: 50 },
      )
    })

    it('carries 21 MiB through a stream, in pieces of any size', async () => {
      const key = `${folder()}/large`
      const [sent, received] = [createHash('sha256'), createHash('sha256')]
      const pieces = [3 * megabyte, 7, 9 * megabyte, 1, 9 * megabyte - 8].map((size) => randomBytes(size))
      for (const piece of pieces) sent.update(piece)
      expect(await blobs.put(key, Readable.from(pieces))).toEqual({ bytes: 21 * megabyte })
      const found = await blobs.get(key)
      expect(found?.bytes).toBe(21 * megabyte)
      for await (const chunk of found?.content ?? []) received.update(chunk)
      expect(received.digest('hex')).toBe(sent.digest('hex'))
    })

    it.each([1, 20 * megabyte])('leaves nothing of a content that fails after %i bytes', async (size) => {
      const key = `${folder()}/broken`
      async function* failing(): AsyncGenerator<Buffer> {
        yield Buffer.alloc(size)
        throw new Error('the source broke')
      }
      await expect(blobs.put(key, Readable.from(failing()))).rejects.toThrow('the source broke')
      expect(await blobs.get(key)).toBeUndefined()
      expect(await under.leftovers()).toBe(0)
    })

    it('keeps one whole content when two puts of a key meet', async () => {
      const key = `${folder()}/meeting`
      const contents = ['a', 'b'].map((letter) => Buffer.alloc(megabyte, letter))
      await Promise.all(contents.map((content) => blobs.put(key, content)))
      const kept = await read(key)
      expect(contents.some((content) => kept?.equals(content))).toBe(true)
    })

    it('deletes, also what is not there, and lets the key be put again', async () => {
      const at = folder()
      await blobs.put(`${at}/x/y/z`, Buffer.from('1'))
      await blobs.delete(`${at}/x/y/z`)
      await blobs.delete(`${at}/x/y/z`)
      expect(await blobs.get(`${at}/x/y/z`)).toBeUndefined()
      expect(await blobs.list(`${at}/`, { limit: 10 })).toEqual([])
      await blobs.put(`${at}/x/y/z`, Buffer.from('2'))
      const found = await blobs.get(`${at}/x/y/z`)
      expect(found && (await text(found.content))).toBe('2')
    })

    it('survives puts and deletes side by side in one folder', async () => {
      const at = folder()
      const rounds = Array.from({ length: 30 }, async (_, n) => {
        await blobs.put(`${at}/deep/${n}`, Buffer.from(String(n)))
        if (n % 2 === 1) await blobs.delete(`${at}/deep/${n}`)
      })
      await Promise.all(rounds)
      expect(await blobs.list(`${at}/deep/`, { limit: 100 })).toHaveLength(15)
    })

    it('lists by prefix in the order of whole keys', async () => {
      const at = folder()
      const keys = ['a', 'a-b', 'a.b/c', 'a/b', 'a/b.c', 'a=', 'a0/x', 'b/a'].map((key) =>
        key === 'a' ? `${at}/a_` : `${at}/${key}`,
      )
      for (const key of keys) await blobs.put(key, Buffer.from('x'))
      const sorted = [...keys].sort()
      expect(await blobs.list(`${at}/`, { limit: 100 })).toEqual(sorted)
      expect(await blobs.list(`${at}/a/`, { limit: 100 })).toEqual([`${at}/a/b`, `${at}/a/b.c`])
      expect(await blobs.list(`${at}/a`, { limit: 100 })).toEqual(sorted.slice(0, -1))
      expect(await blobs.list(`${at}/nothing`, { limit: 100 })).toEqual([])
      expect(await blobs.list(`${at}/`, { limit: 0 })).toEqual([])
    })

    it('lists every key once, page by page', async () => {
      const words = fc.constantFrom('a', 'a-', 'b', 'b0', 'c.d')
      const keysArbitrary = fc.uniqueArray(fc.tuple(words, words, fc.nat(9)), { minLength: 1, maxLength: 20, selector: String })
      await fc.assert(
        fc.asyncProperty(keysArbitrary, fc.integer({ min: 1, max: 5 }), async (parts, limit) => {
          const at = folder()
          const keys = parts.map(([first, second, n]) => `${at}/${first}/${second}/${n}`)
          for (const key of keys) await blobs.put(key, new Uint8Array())
          expect(await pagesOf(`${at}/`, limit)).toEqual([...keys].sort())
        }),
        { numRuns: 15 },
      )
    })

    async function pagesOf(prefix: string, limit: number): Promise<string[]> {
      const all: string[] = []
      for (;;) {
        const last = all.at(-1)
        const page = await blobs.list(prefix, { limit, ...(last !== undefined && { after: last }) })
        if (page.length === 0) return all
        all.push(...page)
      }
    }

    const badKeys = [
      '',
      '/',
      'a/',
      '/a',
      'a//b',
      '.',
      '..',
      'a/../b',
      '../a',
      '.hidden',
      'a/.b',
      'a b',
      'a\\b',
      'a\0',
      'ä',
      'a'.repeat(300),
      'a/'.repeat(600),
    ]
    it.each(badKeys)('refuses the key %j', async (key) => {
      await expect(blobs.put(key, new Uint8Array())).rejects.toThrow(/is not a blob key/)
      await expect(blobs.get(key)).rejects.toThrow(/is not a blob key/)
      await expect(blobs.delete(key)).rejects.toThrow(/is not a blob key/)
    })

    it.each(['/', '../', 'a/../', '.'])('refuses the prefix %j', async (prefix) => {
      await expect(blobs.list(prefix, { limit: 1 })).rejects.toThrow(/is not a prefix/)
    })
  })
}
