export {
  createDeleteRepositoryAction,
  createWithdrawPullRequestAction,
} from './createCleanUpActions';
export { createNameCheckAction } from './createNameCheckAction';
export { createPublishAction } from './createPublishAction';
export { createPublishServiceAction } from './createPublishServiceAction';
export { createProposeSloAction } from './createProposeSloAction';
export { createPullRequestAction } from './createPullRequestAction';
export { createRegisterAction } from './createRegisterAction';
export { createRenderAction } from './createRenderAction';
export { createTimelineAction } from './createTimelineAction';
export { createValuesAction } from './createValuesAction';
