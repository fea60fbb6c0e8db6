package main

import (
	"context"

	"footnote/adapters"
)

// checkPlatforms has each platform that is set check itself.
func (d *doctor) checkPlatforms(ctx context.Context) {
	for p, settings := range d.Platforms.all(d.app.platforms) {
		if !settings.IsSet() {
			d.ok(p.Name, "not in %s (%s is not set)", p.Title, p.Needs)
			continue
		}
		bounded, cancel := context.WithTimeout(ctx, doctorTime)
		found := settings.Check(bounded, d.app.environment(nil, d.Access.File != ""))
		cancel()
		for _, f := range found {
			switch f.Level {
			case adapters.OK:
				d.ok(p.Name, "%s", f.Text)
			case adapters.Warning:
				d.warn(p.Name, f.Do, "%s", f.Text)
			default:
				d.fail(p.Name, f.Do, "%s", f.Text)
			}
		}
	}
}
