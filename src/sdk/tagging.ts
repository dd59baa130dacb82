// The command of the Resource Groups Tagging API that is sent; a file of its own, so that only who reads many tags loads it.
export { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
