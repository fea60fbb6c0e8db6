package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// followed are the commands of the manual that [TestManualIsFollowed] runs, in this order,
// with what they must print. [TestReadmeExamples] runs the README's questions.
var followed = []struct{ command, want string }{
	{`ask When does the lease end?`, `31 March 2031`},
	{`index`, `2 documents`},
	{`index --rehash`, `2 documents`},
	{`index --allow-empty`, ``},
	{`ls`, `(?m)^  lease\.txt .*\n(.*\n)*2 documents of`},
	{`status`, `(?m)^index +2 documents`},
	{`prune`, `(?m)^stays `},
	{`doctor`, `(?m)^ok +index: 2 documents`},
	{`doctor --who slack/T0123456789/C0123456789`, `sees 1 document\.`},
	{`discord invite`, `https://discord\.com/oauth2/authorize`},
	{`discord commands`, `"name": ?"ask"`},
	{`slack manifest`, `"socket_mode_enabled": true`},
	{`slack manifest --org`, `"org_deploy_enabled": true`},
	{`slack manifest --http https://bot.example.com/slack`, `https://bot\.example\.com/slack"`},
	{`token add weekly-report --scope ask --scope search --per-minute 60`, `weekly-report`},
	{`backup footnote.tar.gz`, `^Backed up `},
	{`help VERB`, `there is no verb or topic VERB`},
	{`help TOPIC`, `there is no verb or topic TOPIC`},
	{`--version`, `^footnote \S+`},
	{`prune --yes`, ``},
}

// triedElsewhere are the commands of the manual that need a server, a network, an answer
// or hours, with the file that tries them and what it has of them.
var triedElsewhere = map[string][2]string{
	"serve":  {"serve_test.go", "TestServeWithoutTokensAnswersOnAPage"},
	"health": {"health_test.go", "TestHealthVerb"},
	"init":   {"testdata/script/config.txtar", "footnote init"},
	"token":  {"testdata/script/token.txtar", "footnote token add"},
	"gaps":   {"testdata/script/store.txtar", "footnote gaps"},
	"backup": {"testdata/script/store.txtar", "footnote backup"},
	"eval --claims bot/grounding/testdata/edits/*-*.tsv":     {"../../bot/grounding/edits_test.go", "TestMinimalEdits"},
	"eval --claims bot/grounding/testdata/edits/*-fresh.tsv": {"../../bot/grounding/edits_test.go", "TestMinimalEdits"},
	"eval --claims bot/grounding/testdata/edits/*-last.tsv":  {"../../bot/grounding/edits_test.go", "TestMinimalEdits"},
	"ask --no-sync …":        {"testdata/script/busy.txtar", "--no-sync"},
	"ask --asked 2026-11-15": {"testdata/script/editions.txtar", "ask --corpus rota --json --asked"},
	"trust":                  {"testdata/script/trust.txtar", "footnote trust"},
	"restore":                {"backup_test.go", `run(exitOK, "restore", archive`},
	"fetch":                  {"testdata/script/web.txtar", "footnote fetch"},
	"ask --web https://docs.example.com/guide/ How is a token renewed?": {"testdata/script/web.txtar", "footnote ask"},
	"ask …":                            {"testdata/script/model.txtar", "footnote ask"}, // FOOTNOTE_MODEL=… before it
	"slack check":                      {"doctor_test.go", "TestDoctorTriesSlack"},
	"forget ada@example.com":           {"../../bot/inbox/person_test.go", "ForgetPerson(t.Context(), b.store, \"ada@example.com\")"},
	"model pull multilingual-e5-small": {"testdata/script/embeddings.txtar", "model pull multilingual-e5-small --mirror"},
	"model pull FILE":                  {"testdata/script/embeddings.txtar", "model pull page.html"},
	"eval DIR":                         {"testdata/script/eval.txtar", "footnote eval set"},
	"eval asked DIR":                   {"testdata/script/asked.txtar", "eval asked set"},
	"eval asked DIR --decorate FILE":   {"testdata/script/asked.txtar", "--decorate decorations.jsonl"},
	"eval --claims FILE":               {"testdata/script/eval.txtar", "eval --claims claims.jsonl"},
	"eval --claims bot/grounding/testdata/edits/*-held.tsv": {"testdata/script/eval.txtar", "eval --claims edits/en.tsv"},
	"eval messages retrieval/utterance/training SETS…":      {"../../retrieval/utterance/training/README.md", "eval messages"},
	"index --corpus DIR":                            {"testdata/script/index.txtar", "footnote index"},
	"ask --corpus FOLDER --batch DIR/queries.jsonl": {"testdata/script/batch.txtar", "--batch"},
}

// TestManualIsFollowed runs each command that the manual shows as somebody who follows it,
// on a machine of their own, or knows which test does.
func TestManualIsFollowed(t *testing.T) {
	runs := make(map[string]bool)
	for _, f := range followed {
		runs[f.command] = true
	}
	readme := regexp.MustCompile(`(?m)^    \$ footnote ask "(.*)"$`)
	for path, text := range manualFiles(t) {
		for _, m := range readme.FindAllStringSubmatch(text, -1) {
			runs["ask "+m[1]] = true
		}
		for _, words := range manualCommands(text) {
			command := strings.Join(words, " ")
			where, elsewhere := triedElsewhere[command]
			if !runs[command] && !elsewhere {
				t.Errorf("%s shows %q, and no test runs it: add it to followed, or to triedElsewhere with the test that does", path, command)
			}
			if elsewhere {
				tried, err := os.ReadFile(where[0])
				if err != nil || !strings.Contains(string(tried), where[1]) {
					t.Errorf("%q of %s isn't tried by %s: %v", command, path, where[0], err)
				}
			}
		}
	}

	for _, name := range knownSettings(t) {
		t.Setenv(name, "")
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "cache"))
	t.Setenv("FOOTNOTE_DISCORD_APPLICATION", "123456789012345678")
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"lease.txt":           "The lease of the boat house ends on 31 March 2031.",
		"contracts/berth.txt": "The berth costs 40 crowns a month.",
		home + "/access.yaml": "contracts:\n  slack:\n    channels: [C0123456789]\n",
	} {
		check(t, os.MkdirAll(filepath.Dir(name), 0o755))
		check(t, os.WriteFile(name, []byte(text), 0o644))
	}
	for _, f := range followed {
		t.Setenv("FOOTNOTE_ACCESS", "")
		if strings.Contains(f.command, "--who") {
			t.Setenv("FOOTNOTE_ACCESS", home+"/access.yaml")
		}
		args := shellWords(f.command)
		if question, ok := strings.CutPrefix(f.command, "ask "); ok {
			args = []string{"ask", question}
		}
		code, stdout, stderr := footnote(t, args...)
		if want := strings.HasPrefix(f.command, "help "); (code != exitOK) != want || !regexp.MustCompile(f.want).MatchString(stdout+stderr) {
			t.Errorf("footnote %s: exit code %d, want %s in\n%s%s", f.command, code, f.want, stdout, stderr)
		}
	}
}
