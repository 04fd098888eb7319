import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { resourceOf } from '../lookup'

/**
 * What a stock agent asks first about a package. This answer tells it that packages are documents here: it goes on with
 * DescribeDocument and GetDocument, whose links it downloads from.
 */
export const getManifest = operation({
  name: 'GetManifest',
  access: 'read',
  audience: ['node'],
  input: ownShape(
    'GetManifestRequest',
    structure({ PackageName: text({ required: true, min: 1, max: 2048 }), PackageVersion: text({ max: 512 }) }),
  ),
  resources: (input, ctx) => [resourceOf(ctx, input.PackageName)],
  handle(_ctx, { PackageName }): Promise<never> {
    const message = `The package ${PackageName} has no manifest of its own: packages are documents here, read it with GetDocument.`
    return Promise.reject(new ApiError('ResourceNotFoundException', message))
  },
})
