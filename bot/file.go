package bot

// File is a file that came with a message.
type File struct {
	// ID is what the platform knows it by.
	ID   string `json:"id"`
	Name string `json:"name"`
	// URL is where its platform has it. Only the platform's Messenger can read it.
	URL  string `json:"url,omitempty"`
	Size int64  `json:"size,omitempty"` // in bytes; 0 if the platform doesn't say
}
