package api

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"footnote/bot"
	"footnote/bot/present/text"
)

// resourcesPage is how many documents a client gets at once of a list.
const resourcesPage = 200

// addResources has a server list and read the caller's documents. There may be a great
// many, so they are no resources of the server's own but looked up when they are asked
// for.
func (t tools) addResources(s *mcp.Server) {
	s.AddResourceTemplate(&mcp.ResourceTemplate{
		Name: "document", Title: "Document", MIMEType: textType, URITemplate: documentsURI + "{+document}",
		Description: "The text of a document, by the name that citations give it.",
	}, t.readResource)
	s.AddReceivingMiddleware(func(next mcp.MethodHandler) mcp.MethodHandler {
		return func(ctx context.Context, method string, r mcp.Request) (mcp.Result, error) {
			if p, ok := r.GetParams().(*mcp.ListResourcesParams); ok && method == "resources/list" {
				return t.listResources(ctx, p)
			}
			return next(ctx, method, r)
		}
	})
}

// listResources returns a page of the caller's documents.
func (t tools) listResources(ctx context.Context, p *mcp.ListResourcesParams) (mcp.Result, error) {
	from := 0
	if p != nil && p.Cursor != "" {
		var err error
		if from, err = strconv.Atoi(p.Cursor); err != nil || from < 0 {
			return nil, errors.New("the cursor isn't one of this server")
		}
	}
	page, total, err := t.documents(ctx, t.caller, "", narrowing{}, from, resourcesPage)
	if err != nil {
		return nil, t.toolError(err)
	}
	out := &mcp.ListResourcesResult{Resources: []*mcp.Resource{}}
	for _, d := range page {
		out.Resources = append(out.Resources, &mcp.Resource{
			URI: documentURI(d.Document), Name: text.OneLine(d.Document), Title: text.OneLine(d.Title), MIMEType: textType,
		})
	}
	if next := from + len(page); next < total && len(page) > 0 {
		out.NextCursor = strconv.Itoa(next)
	}
	return out, nil
}

// readResource returns the text of a document.
func (t tools) readResource(ctx context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	name, ok := strings.CutPrefix(r.Params.URI, documentsURI)
	id, err := url.PathUnescape(name)
	if !ok || err != nil {
		return nil, mcp.ResourceNotFoundError(r.Params.URI)
	}
	doc, err := t.document(ctx, t.caller, id)
	if refused, ok := errors.AsType[*bot.Complaint](err); ok && refused.Reason == bot.Absent {
		return nil, mcp.ResourceNotFoundError(r.Params.URI)
	}
	if err != nil {
		return nil, t.toolError(err)
	}
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: r.Params.URI, MIMEType: textType, Text: doc.Text}}}, nil
}
