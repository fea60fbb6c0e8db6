package weights

// Name is that of the model that the program carries.
const Name = "all-MiniLM-L6-v2"

// Identity names the model that the program carries and the bytes of its file. What
// was made with another one can't be compared with what this one makes.
const Identity = Name + " sha256:c3e719ce6bba2220aadf04983de12c2708fd73296d2284cb221d7820eb217d6f"
