package contract

import (
	"context"

	"footnote/bot"
)

// Rejecting is a Service of which one method fails.
type Rejecting struct {
	*Service
	Method string // such as "Submit"
	Err    error
}

func (r *Rejecting) rejectMethod(method string) error {
	if r.Method == method {
		return r.Err
	}
	return nil
}

func (r *Rejecting) Submit(ctx context.Context, q bot.Request) (bot.Receipt, error) {
	if err := r.rejectMethod("Submit"); err != nil {
		return bot.Receipt{}, err
	}
	return r.Service.Submit(ctx, q)
}

func (r *Rejecting) Edit(ctx context.Context, key, text string) (bool, error) {
	if err := r.rejectMethod("Edit"); err != nil {
		return false, err
	}
	return r.Service.Edit(ctx, key, text)
}

func (r *Rejecting) Delete(ctx context.Context, key string) (bool, error) {
	if err := r.rejectMethod("Delete"); err != nil {
		return false, err
	}
	return r.Service.Delete(ctx, key)
}

func (r *Rejecting) Recall(ctx context.Context, id string, v bot.Viewer) (bot.Recalled, error) {
	if err := r.rejectMethod("Recall"); err != nil {
		return bot.Recalled{}, err
	}
	return r.Service.Recall(ctx, id, v)
}

func (r *Rejecting) Sources(ctx context.Context, id string, v bot.Viewer, page int) (bot.Sources, error) {
	if err := r.rejectMethod("Sources"); err != nil {
		return bot.Sources{}, err
	}
	return r.Service.Sources(ctx, id, v, page)
}

func (r *Rejecting) Context(ctx context.Context, id string, v bot.Viewer, n int) (bot.Surroundings, error) {
	if err := r.rejectMethod("Context"); err != nil {
		return bot.Surroundings{}, err
	}
	return r.Service.Context(ctx, id, v, n)
}

func (r *Rejecting) Rate(ctx context.Context, rating bot.Rating) error {
	if err := r.rejectMethod("Rate"); err != nil {
		return err
	}
	return r.Service.Rate(ctx, rating)
}

func (r *Rejecting) Recent(ctx context.Context, asker string, n int) ([]bot.Past, error) {
	if err := r.rejectMethod("Recent"); err != nil {
		return nil, err
	}
	return r.Service.Recent(ctx, asker, n)
}

func (r *Rejecting) Overview(ctx context.Context, v bot.Viewer) (bot.Overview, error) {
	if err := r.rejectMethod("Overview"); err != nil {
		return bot.Overview{}, err
	}
	return r.Service.Overview(ctx, v)
}

func (r *Rejecting) Known(ctx context.Context, conversation string) (bool, error) {
	if err := r.rejectMethod("Known"); err != nil {
		return false, err
	}
	return r.Service.Known(ctx, conversation)
}

func (r *Rejecting) Introduce(ctx context.Context, asker, email string) error {
	if err := r.rejectMethod("Introduce"); err != nil {
		return err
	}
	return r.Service.Introduce(ctx, asker, email)
}

func (r *Rejecting) Value(ctx context.Context, key string) ([]byte, error) {
	if err := r.rejectMethod("Value"); err != nil {
		return nil, err
	}
	return r.Service.Value(ctx, key)
}

func (r *Rejecting) UpdateValue(ctx context.Context, key string, change func([]byte) []byte) error {
	if err := r.rejectMethod("UpdateValue"); err != nil {
		return err
	}
	return r.Service.UpdateValue(ctx, key, change)
}

func (r *Rejecting) SetValue(ctx context.Context, key string, value []byte) error {
	if err := r.rejectMethod("SetValue"); err != nil {
		return err
	}
	return r.Service.SetValue(ctx, key, value)
}

func (r *Rejecting) Titles(ctx context.Context, v bot.Viewer, l bot.Listing) ([]bot.Title, error) {
	if err := r.rejectMethod("Titles"); err != nil {
		return nil, err
	}
	return r.Service.Titles(ctx, v, l)
}
