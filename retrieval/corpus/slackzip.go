package corpus

import (
	"archive/zip"
	"bytes"
	"context"
	"path"
	"regexp"
	"slices"
	"strings"

	"footnote/retrieval"
)

// slackExport is the archive that Slack makes of a workspace: lists of its people
// and channels, and below the name of each channel a file a day.
type slackExport struct {
	root     string // the folder that all lies in, "" or with a slash at its end
	names    *slackNames
	about    map[string]jsonObject // channels by the names of their folders
	channels []string              // in order
	days     map[string][]*zip.File
	lists    []*zip.File // that say something about people and channels
	others   []*zip.File
}

// slackLists are the files that say who and what there is.
var slackLists = []string{"channels.json", "groups.json", "dms.json", "mpims.json"}

var slackDay = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}\.json$`)

// findChatArchive returns the export that an archive is, nil if it is none.
func findChatArchive(r *zip.Reader) *slackExport {
	x := &slackExport{days: make(map[string][]*zip.File), about: make(map[string]jsonObject)}
	x.names = &slackNames{users: make(map[string]string), channels: make(map[string]string)}
	users := slices.IndexFunc(r.File, func(f *zip.File) bool {
		return path.Base(f.Name) == "users.json" && strings.Count(f.Name, "/") <= 1
	})
	if users < 0 {
		return nil
	}
	x.root = strings.TrimSuffix(r.File[users].Name, "users.json")
	for _, f := range r.File {
		name, ok := strings.CutPrefix(f.Name, x.root)
		folder, file := path.Split(name)
		channel := strings.TrimSuffix(folder, "/")
		switch {
		case !ok:
			x.others = append(x.others, f)
		case folder == "" && (file == "users.json" || slices.Contains(slackLists, file)):
			x.lists = append(x.lists, f)
		case folder == "" && strings.HasSuffix(file, ".json"): // of apps, canvases, who used what
		case channel != "" && !strings.Contains(channel, "/") && slackDay.MatchString(file):
			if x.days[channel] == nil {
				x.channels = append(x.channels, channel)
			}
			x.days[channel] = append(x.days[channel], f)
		default:
			x.others = append(x.others, f)
		}
	}
	if len(x.lists) < 2 || len(x.days) == 0 {
		return nil
	}
	return x
}

// readChatArchive emits the threads and days of the channels of an export, and reads what
// else is in it as the files of any archive.
func (z zipReader) readChatArchive(ctx context.Context, e *entries, x *slackExport) error {
	for _, f := range x.lists {
		data, err := z.readMember(ctx, e, f)
		if err != nil {
			return err
		}
		if err := e.noteDamage(f.Name, x.addList(path.Base(f.Name), data)); err != nil {
			return err
		}
	}
	w := newJSONWriter(ctx, e.in, func(d *retrieval.Document) error {
		e.good++
		return e.emit(d)
	})
	for _, channel := range x.channels {
		if err := z.readChannel(ctx, e, x, w, channel); err != nil {
			return err
		}
	}
	for _, f := range x.others {
		if err := z.entry(ctx, e, f); err != nil {
			return err
		}
	}
	return nil
}

// readChannel emits what was said in a channel.
func (z zipReader) readChannel(ctx context.Context, e *entries, x *slackExport, w *jsonWriter, channel string) error {
	e.in.meter.countFor(e.in.id+"#"+channel, 0)
	about := x.about[channel]
	c := &chat{w: w, prefix: cleanLine(oneLine(channel)), name: x.channelName(channel), read: x.names.readMessage}
	for _, key := range []string{"purpose", "topic"} {
		if text := about.object(key).text("value"); text != "" {
			c.topic = joinLines([]string{x.names.resolve(text), c.topic})
		}
	}
	for _, f := range x.days[channel] {
		data, err := z.readMember(ctx, e, f)
		if err != nil {
			return err
		}
		if data == nil {
			continue
		}
		list, err := parseJSON(bytes.TrimSpace(data))
		if err := e.noteDamage(f.Name, err); err != nil {
			return err
		}
		messages, _ := list.([]any)
		for _, m := range messages {
			if o, ok := m.(jsonObject); ok {
				if err := c.addRecord(o); err != nil {
					return err
				}
			}
		}
	}
	return c.finishChat()
}

// readMember returns a file of the export, nil for one that can't be read, which
// is noted.
func (z zipReader) readMember(ctx context.Context, e *entries, f *zip.File) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := e.in.budget.countEntry(); err != nil {
		return nil, err
	}
	r, err := f.Open()
	if err != nil {
		return nil, e.noteExpand(ctx, f.Name, err)
	}
	defer r.Close()
	data, err := e.in.expandAll(ctx, r, int64(f.UncompressedSize64))
	if err != nil {
		return nil, e.noteExpand(ctx, f.Name, err)
	}
	return data, nil
}

// noteDamage notes a file that is no JSON.
func (e *entries) noteDamage(name string, err error) error {
	if err == nil {
		return nil
	}
	return e.noteProblem(name, e.in.failInput(err, "it is not valid JSON"))
}

// addList takes names from a list of people or of channels.
func (x *slackExport) addList(file string, data []byte) error {
	if data == nil {
		return nil
	}
	value, err := parseJSON(bytes.TrimSpace(data))
	if err != nil {
		return err
	}
	list, _ := value.([]any)
	for _, item := range list {
		o, ok := item.(jsonObject)
		if !ok {
			continue
		}
		id, name := o.text("id"), o.text("name")
		switch file {
		case "users.json":
			profile := o.object("profile")
			for _, known := range []string{profile.text("real_name"), o.text("real_name"), profile.text("display_name"), name} {
				if x.names.users[id] == "" {
					x.names.users[id] = known
				}
			}
		case "dms.json":
			x.about[id] = o
		default:
			x.names.channels[id] = name
			x.about[name] = o
		}
	}
	return nil
}

// channelName is the name of a channel as Slack shows it: of one without a name of
// its own who is in it.
func (x *slackExport) channelName(folder string) string {
	about := x.about[folder]
	if about.text("name") != "" && !strings.HasPrefix(folder, "mpdm-") {
		return "#" + folder
	}
	var people []string
	for _, id := range about.list("members") {
		if name := x.names.users[formatScalar(id)]; name != "" {
			people = append(people, name)
		}
	}
	if len(people) == 0 {
		return "#" + folder
	}
	return strings.Join(people, ", ")
}
