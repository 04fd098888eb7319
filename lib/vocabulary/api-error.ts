export { ApiError, isApiError, validationFailed } from '#lib/wire/api-error'
