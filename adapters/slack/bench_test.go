package slack

import (
	"context"
	"fmt"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
)

// BenchmarkSocketMode measures, at the fake, from the event being sent to its
// acknowledgement and to the posted answer. The service answers from memory, so
// this is what the adapter adds to the bot's own time.
func BenchmarkSocketMode(b *testing.B) {
	f := newFake(b)
	s, err := New(f.options())
	if err != nil {
		b.Fatal(err)
	}
	service := contract.NewService()
	service.Messenger = s
	answered := make(chan struct{}, 1)
	service.Answer = func(r bot.Request) []*bot.Reply { return []*bot.Reply{contract.Answered(r.ID)} }
	s.Use(service)
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	f.sockets.deliver("warm", kindEvents, callbackOf(mention("C0", "1600000000.000100", "Lease?")))
	var acks, answers []time.Duration
	for n := 0; b.Loop(); n++ {
		id := fmt.Sprint("E", n)
		payload := callbackOf(mention(fmt.Sprint("C", n%100), fmt.Sprintf("17%08d.000100", n), "Lease?"))
		began := time.Now()
		go func() {
			for { // until the answer stands
				f.mu.Lock()
				last := f.messages[len(f.messages)-1]
				f.mu.Unlock()
				if last.thread == fmt.Sprintf("17%08d.000100", n) {
					answered <- struct{}{}
					return
				}
				time.Sleep(100 * time.Microsecond)
			}
		}()
		f.sockets.envelope(id, kindEvents, payload)
		if _, ok := f.sockets.waitAck(id, 5*time.Second); !ok {
			b.Fatal("not acknowledged")
		}
		acks = append(acks, time.Since(began))
		<-answered
		answers = append(answers, time.Since(began))
	}
	realbot.Report(b, "ack", acks)
	realbot.Report(b, "answer", answers)
	cancel()
	if err := <-ended; err != nil {
		b.Error(err)
	}
}

func BenchmarkRender(b *testing.B) {
	for name, reply := range map[string]*bot.Reply{"answered": contract.Answered("R1"), "huge": contract.Huge("R1")} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				packMessages(append(renderReply(reply, nil), replyControls(&origin{}, reply, nil)...))
			}
		})
	}
}
