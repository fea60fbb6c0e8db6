// The arguments of the methods that the adapter calls, by Slack's own types.
export type { KnownBlock } from '@slack/types';
export type {
  AgentsSessionsSetStatusArguments,
  AuthTeamsListArguments,
  AssistantThreadsSetStatusArguments, AssistantThreadsSetSuggestedPromptsArguments, AssistantThreadsSetTitleArguments,
  CanvasesAccessSetArguments, CanvasesCreateArguments, CanvasesDeleteArguments,
  ChatAppendStreamArguments, ChatDeleteArguments, ChatPostEphemeralArguments, ChatPostMessageArguments,
  ChatStartStreamArguments, ChatStopStreamArguments, ChatUpdateArguments,
  ConversationsHistoryArguments, ConversationsInfoArguments, ConversationsMembersArguments, ConversationsRepliesArguments,
  UsergroupsListArguments, UsersConversationsArguments, UsersInfoArguments, UsersListArguments,
  AppsManifestValidateArguments,
  ViewsOpenArguments, ViewsPublishArguments, ViewsPushArguments, ViewsUpdateArguments,
} from '@slack/web-api';
