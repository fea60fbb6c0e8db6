package discord

import "github.com/bwmarrin/discordgo"

// Names of commands and their options. People see them.
const (
	commandAsk     = "ask"
	commandSearch  = "search"
	commandSources = "sources"
	commandFind    = "Find sources"

	optionQuestion   = "question"
	optionQuery      = "query"
	optionCollection = "collection"
	optionPrivate    = "private"
	optionTitle      = "title"
)

// Commands returns what is registered with Discord. All commands work in
// servers, in direct messages and, where people have installed the application
// for themselves, anywhere.
func Commands() []*discordgo.ApplicationCommand {
	contexts := []discordgo.InteractionContextType{
		discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel,
	}
	installs := []discordgo.ApplicationIntegrationType{
		discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall,
	}
	text := func(name, description string, required, autocomplete bool) *discordgo.ApplicationCommandOption {
		return &discordgo.ApplicationCommandOption{
			Type: discordgo.ApplicationCommandOptionString, Name: name, Description: description,
			Required: required, Autocomplete: autocomplete, MaxLength: maxOptionInput,
		}
	}
	collection := text(optionCollection, "Answer from this collection only", false, true)
	private := &discordgo.ApplicationCommandOption{
		Type: discordgo.ApplicationCommandOptionBoolean, Name: optionPrivate, Description: "Show the answer to you only",
	}
	chat := func(name, description string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
		return &discordgo.ApplicationCommand{
			Type: discordgo.ChatApplicationCommand, Name: name, Description: description,
			Options: options, Contexts: &contexts, IntegrationTypes: &installs,
		}
	}
	return []*discordgo.ApplicationCommand{
		chat(commandAsk, "Ask a question about the documents", text(optionQuestion, "What you want to know", true, false), collection, private),
		chat(commandSearch, "Find the passages that speak of something", text(optionQuery, "What to look for", true, false), collection, private),
		chat(commandSources, "See which documents I answer from", text(optionTitle, "Documents whose title begins so", false, true)),
		{Type: discordgo.MessageApplicationCommand, Name: commandFind, Contexts: &contexts, IntegrationTypes: &installs},
	}
}
