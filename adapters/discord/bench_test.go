package discord

import "testing"

// BenchmarkInteractionToAnswer takes a command from its arrival to the whole
// answer, at a Discord in memory: deferral and edit included.
func BenchmarkInteractionToAnswer(b *testing.B) {
	f, s := newFake(b), newService()
	d := start(b, f, s)
	for n := 0; b.Loop(); n++ {
		if err := d.onGatewayInteraction(b.Context(), ask(n, "")); err != nil {
			b.Fatal(err)
		}
		s.work.Wait()
		d.Wait()
		f.messages, f.calls = nil, nil
	}
}
