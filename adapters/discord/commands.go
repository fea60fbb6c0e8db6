package discord

import (
	"github.com/bwmarrin/discordgo"

	"footnote/bot/present/text"
	"footnote/bot/wording"
)

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

// locales are Discord's names of languages that it shows and that there are texts in.
var locales = map[discordgo.Locale]string{
	discordgo.German: "de", discordgo.French: "fr", discordgo.SpanishES: "es", discordgo.SpanishLATAM: "es", discordgo.PortugueseBR: "pt", discordgo.Italian: "it",
	discordgo.Russian: "ru", discordgo.ChineseCN: "zh", discordgo.ChineseTW: "zh", discordgo.Japanese: "ja",
}

// describe returns a description in English and in the other languages.
func describe(of func(wording.Commands) string) (english string, others map[discordgo.Locale]string) {
	others = make(map[discordgo.Locale]string)
	for locale, code := range locales {
		others[locale] = text.Clip(of(wording.In(code).Commands), maxDescription, text.UTF16)
	}
	return of(wording.In("").Commands), others
}

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
	option := func(name string, of func(wording.Commands) string, required, autocomplete bool) *discordgo.ApplicationCommandOption {
		o := &discordgo.ApplicationCommandOption{
			Type: discordgo.ApplicationCommandOptionString, Name: name, Required: required, Autocomplete: autocomplete, MaxLength: maxOptionInput,
		}
		o.Description, o.DescriptionLocalizations = describe(of)
		return o
	}
	collection := option(optionCollection, func(c wording.Commands) string { return c.Collection }, false, true)
	private := &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionBoolean, Name: optionPrivate}
	private.Description, private.DescriptionLocalizations = describe(func(c wording.Commands) string { return c.Private })
	chat := func(name string, of func(wording.Commands) string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
		c := &discordgo.ApplicationCommand{
			Type: discordgo.ChatApplicationCommand, Name: name, Options: options, Contexts: &contexts, IntegrationTypes: &installs,
		}
		var others map[discordgo.Locale]string
		c.Description, others = describe(of)
		c.DescriptionLocalizations = &others
		return c
	}
	return []*discordgo.ApplicationCommand{
		chat(commandAsk, func(c wording.Commands) string { return c.Ask },
			option(optionQuestion, func(c wording.Commands) string { return c.Question }, true, false), collection, private),
		chat(commandSearch, func(c wording.Commands) string { return c.Search },
			option(optionQuery, func(c wording.Commands) string { return c.Query }, true, false), collection, private),
		chat(commandSources, func(c wording.Commands) string { return c.Sources },
			option(optionTitle, func(c wording.Commands) string { return c.Title }, false, true)),
		{Type: discordgo.MessageApplicationCommand, Name: commandFind, Contexts: &contexts, IntegrationTypes: &installs},
	}
}
