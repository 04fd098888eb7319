export { checkTags, type Tag } from './model'
export { tagsOf } from './request'
export { hasTag, tagsAsJson, tagsOfResources } from './store'
export { forgetTaggable, registerTaggable } from './tagging'
