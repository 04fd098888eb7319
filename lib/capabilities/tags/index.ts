export { checkTags, type Tag, type TaggableType } from './model'
export { tagsOf } from './request'
export { findTags, hasTag, tagsAsJson } from './store'
export { forgetTaggable, registerTaggable } from './tagging'
