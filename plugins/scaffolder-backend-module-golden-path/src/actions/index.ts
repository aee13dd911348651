export {
  createDeleteRepositoryAction,
  createWithdrawPullRequestAction,
} from './createCleanUpActions';
export { createNameCheckAction } from './createNameCheckAction';
export { createPublishAction } from './createPublishAction';
export { createProposeSloAction } from './createProposeSloAction';
export { createPullRequestAction } from './createPullRequestAction';
export { createRegisterAction } from './createRegisterAction';
export { createTimelineAction } from './createTimelineAction';
export { createValuesAction } from './createValuesAction';
