package corpus

type chat struct{}

func (w *jsonWriter) findChat(head jsonObject, key string, first jsonObject) *chat { return nil }
func (c *chat) addRecord(jsonObject) error                                         { return nil }
func (c *chat) finishChat() error                                                  { return nil }
func (o jsonObject) isChat() bool                                                  { return false }
