package signin

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"footnote/adapters/internal/uplink"
	"footnote/bot"
)

// platform is one that refuses the token, can't be reached, or neither.
type platform struct {
	*Keeper
	mu              sync.Mutex
	signIn, answer  error // what comes of signing in, and of a call
	fresh           bool  // the token was changed, for one that is taken
	signIns, called int
	links           uplink.List
	log             strings.Builder
	stop            context.CancelFunc
}

var errOutage = errors.New("connection refused")

func refused() error { return &bot.DeliveryError{Refused: true, Err: errors.New("token_revoked")} }

func newPlatform(t *testing.T, signIn, answer error) *platform {
	p := &platform{signIn: signIn, answer: answer}
	p.links.Expect("signing in", "socket 1")
	o := Options{
		Platform: "Test", Refuses: bot.IsRefused, Links: &p.links,
		Log: slog.New(slog.NewTextHandler(&p.log, nil)),
		SignIn: func(context.Context) error {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.signIns++
			return p.signIn
		},
		Renew: func() bool {
			p.mu.Lock()
			defer p.mu.Unlock()
			if !p.fresh {
				return false
			}
			p.fresh, p.signIn, p.answer = false, nil, nil
			return true
		},
	}
	p.Keeper = New(o)
	ctx, stop := context.WithCancel(t.Context())
	p.stop = stop
	go p.Run(ctx)
	return p
}

func (p *platform) set(signIn, answer error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.signIn, p.answer = signIn, answer
}

func (p *platform) call() error {
	return p.Call(func() error {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.called++
		return p.answer
	})
}

// counts returns how often it was signed in, and called.
func (p *platform) counts() (signIns, called int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.signIns, p.called
}

// token is what the operator sees of it, "" if it is taken.
func (p *platform) token() string {
	for _, s := range p.links.States() {
		if s.Refused {
			return s.Reason
		}
	}
	return ""
}

func TestARefusedTokenIsTriedNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlatform(t, refused(), refused())
		began := time.Now()
		for time.Since(began) < 5*time.Hour { // a question each second
			time.Sleep(time.Second)
			err := p.call()
			if d, ok := errors.AsType[*bot.DeliveryError](err); !ok || !d.Refused || d.Final || !strings.Contains(err.Error(), "token_revoked") {
				t.Fatalf("a call is refused with %v", err)
			}
		}
		if signIns, called := p.counts(); signIns+called < 60 || signIns+called > 200 {
			t.Errorf("tried %d + %d times in 5 hours", signIns, called)
		}
		if p.token() != "token_revoked" || p.links.States()[0].Reason != "token_revoked" {
			t.Errorf("the operator sees %+v", p.links.States())
		}
		p.set(nil, nil)
		time.Sleep(6 * time.Minute)
		if err := p.call(); err != nil || p.token() != "" {
			t.Errorf("once it is taken: %v, %q", err, p.token())
		}
		p.stop()
		synctest.Wait()
		if n := strings.Count(p.log.String(), "refuses the bot's token"); n != 1 || !strings.Contains(p.log.String(), "level=ERROR") || !strings.Contains(p.log.String(), " in=") {
			t.Errorf("said %d times:\n%s", n, &p.log)
		}
	})
}

// TestATokenThatIsRefusedLater is found out by a call, and without another one it
// is found out that it is taken again.
func TestATokenThatIsRefusedLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlatform(t, nil, nil)
		p.SignedIn(t.Context())
		time.Sleep(24 * time.Hour)
		err := p.call()
		if n, _ := p.counts(); err != nil || n != 1 {
			t.Errorf("%v, %d sign-ins", err, n)
		}
		p.set(refused(), refused())
		if err := p.call(); !bot.IsRefused(err) || p.token() == "" {
			t.Errorf("%v, the operator sees %q", err, p.token())
		}
		time.Sleep(time.Minute)
		p.set(nil, nil)
		time.Sleep(6 * time.Minute)
		if _, n := p.counts(); p.token() != "" || n != 2 {
			t.Errorf("the operator sees %q after %d calls", p.token(), n)
		}
		p.stop()
	})
}

// TestAnyOtherAnswerIsProof: the platform takes the token but not the call.
func TestAnyOtherAnswerIsProof(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, err := range []error{
			&bot.DeliveryError{Final: true, Err: errors.New("channel_not_found")},
			&bot.DeliveryError{After: time.Second, Err: errors.New("ratelimited")},
		} {
			p := newPlatform(t, nil, refused())
			p.stop()
			synctest.Wait()
			if err := p.call(); !bot.IsRefused(err) || !p.IsRefused() {
				t.Errorf("refused with %v", err)
			}
			p.set(nil, errOutage)
			time.Sleep(time.Minute)
			if err := p.call(); !errors.Is(err, errOutage) || !p.IsRefused() {
				t.Errorf("an outage is taken for proof: %v", err)
			}
			p.set(nil, err)
			time.Sleep(time.Minute)
			if got := p.call(); got != err || p.IsRefused() {
				t.Errorf("%v, and it is refused: %v", got, p.IsRefused())
			}
		}
	})
}

// TestSigningInIsNoProof: the platform says who the bot is, but takes no call. The
// pauses grow all the same.
func TestSigningInIsNoProof(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlatform(t, nil, refused())
		p.SignedIn(t.Context())
		for range 3600 {
			_ = p.call()
			time.Sleep(time.Second)
		}
		if signIns, called := p.counts(); signIns+called > 100 {
			t.Errorf("tried %d + %d times in an hour", signIns, called)
		}
		p.stop()
	})
}

// TestWithoutRun a call tries the token when it is time.
func TestWithoutRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlatform(t, nil, refused())
		p.stop()
		synctest.Wait()
		for range 3 {
			d, ok := errors.AsType[*bot.DeliveryError](p.call())
			if !ok || !d.Refused {
				t.Fatalf("refused with %v", d)
			}
			time.Sleep(d.After)
		}
		p.set(nil, nil)
		time.Sleep(10 * time.Second)
		if err := p.call(); err != nil {
			t.Error(err)
		}
	})
}

func TestAnOutageIsTriedSoonAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlatform(t, errOutage, nil)
		time.Sleep(3 * time.Hour)
		if n, _ := p.counts(); n < 3*120 || n > 3*240+20 {
			t.Errorf("tried %d times in 3 hours", n)
		}
		if err := p.call(); err != nil || p.token() != "" {
			t.Errorf("an outage holds calls back: %v", err)
		}
		if s := p.links.States()[0]; s.Reason != errOutage.Error() {
			t.Errorf("the operator sees %+v", s)
		}
		p.set(nil, nil)
		began := time.Now()
		p.SignedIn(t.Context())
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("it took %v to come back", took)
		}
		p.stop()
	})
}

// TestANewTokenIsTakenAtOnce, in the middle of a long pause.
func TestANewTokenIsTakenAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlatform(t, refused(), refused())
		time.Sleep(3 * time.Hour)
		p.mu.Lock()
		p.fresh = true
		p.mu.Unlock()
		began := time.Now()
		p.SignedIn(t.Context())
		if took := time.Since(began); took > lookAgain {
			t.Errorf("it took %v", took)
		}
		if err := p.call(); err != nil {
			t.Error(err)
		}
		p.stop()
	})
}
