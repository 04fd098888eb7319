export { checkTags, type Tag } from './model'
export { tagsOf } from './request'
export { hasTag, tagsAsJson } from './store'
export { forgetTaggable, registerTaggable } from './tagging'
