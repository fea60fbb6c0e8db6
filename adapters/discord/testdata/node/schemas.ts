// The bodies of the calls that the adapter makes, by types of Discord's API.
import type { APIApplicationCommand, RESTPostAPIWebhookWithTokenJSONBody } from 'discord-api-types/v10';
export type {
  RESTPostAPIChannelMessageJSONBody, RESTPostAPIChannelMessagesThreadsJSONBody,
  RESTPostAPICurrentUserCreateDMChannelJSONBody, RESTPostAPIInteractionCallbackJSONBody,
  RESTPostAPIWebhookWithTokenJSONBody,
} from 'discord-api-types/v10';
// The published types of these two wrap their fields so that no schema can be
// made of them; their fields are those of the types here.
export type Edit = Partial<Pick<RESTPostAPIWebhookWithTokenJSONBody, 'components' | 'allowed_mentions' | 'flags'>>;
export type Commands = (Pick<APIApplicationCommand, 'name' | 'type'> &
  Partial<Pick<APIApplicationCommand, 'description' | 'description_localizations' | 'options' | 'contexts' | 'integration_types'>>)[];
