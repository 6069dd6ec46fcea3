package cluster

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// image is what a registry serves for one tag.
type image struct {
	manifest []byte
	blobs    map[string][]byte // by digest
}

const (
	manifestType = "application/vnd.oci.image.manifest.v1+json"
	configType   = "application/vnd.oci.image.config.v1+json"
	layerType    = "application/vnd.oci.image.layer.v1.tar+gzip"
)

// newImage builds an image of the machine's static busybox that runs command
// by default. padding more bytes that cannot be compressed make its pull slow.
func newImage(command []string, padding int) (*image, error) {
	base, err := busyboxLayer()
	if err != nil {
		return nil, err
	}
	layers := [][]byte{base}
	if padding > 0 {
		pad, err := layer(func(t *tar.Writer) error { return file(t, "var/pad", noise(padding), 0o644) })
		if err != nil {
			return nil, err
		}
		layers = append(layers, pad)
	}
	return assemble(layers, map[string]any{"Env": []string{"PATH=/bin"}, "Cmd": command})
}

// newProgramImage builds an image as ko does of a Go program on a base that has
// nothing but certificates and a user that is not root.
func newProgramImage(program string) (*image, error) {
	binary, err := os.ReadFile(program)
	if err != nil {
		return nil, err
	}
	base, err := layer(func(t *tar.Writer) error {
		for name, content := range map[string]string{
			"etc/passwd": "nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n", "etc/group": "nonroot:x:65532:\n",
		} {
			if err := file(t, name, []byte(content), 0o644); err != nil {
				return err
			}
		}
		certificates, err := os.ReadFile(bundle)
		if err != nil {
			return nil //nolint:nilerr // a machine without them: nothing asks for any here
		}
		return file(t, bundle[1:], certificates, 0o644)
	})
	if err != nil {
		return nil, err
	}
	path := "/ko-app/" + filepath.Base(program)
	app, err := layer(func(t *tar.Writer) error { return file(t, path[1:], binary, 0o555) })
	if err != nil {
		return nil, err
	}
	return assemble([][]byte{base, app}, map[string]any{
		"User": "65532", "Entrypoint": []string{path}, "Env": []string{"PATH=/usr/bin:/ko-app", "SSL_CERT_FILE=" + bundle},
	})
}

// bundle is where Debian and the base of the released image have the authorities.
const bundle = "/etc/ssl/certs/ca-certificates.crt"

// assemble makes an image of layers, which are tar archives, and of what a
// container of it runs.
func assemble(layers [][]byte, runs map[string]any) (*image, error) {
	img := &image{blobs: map[string][]byte{}}
	var diffs []string
	var descriptors []any
	for _, l := range layers {
		diffs = append(diffs, digest(l))
		var z bytes.Buffer
		w, _ := gzip.NewWriterLevel(&z, gzip.BestSpeed) // the level is valid
		if _, err := w.Write(l); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		descriptors = append(descriptors, img.add(layerType, z.Bytes()))
	}
	config, err := json.Marshal(map[string]any{
		"architecture": runtime.GOARCH, "os": "linux", "config": runs,
		"rootfs": map[string]any{"type": "layers", "diff_ids": diffs},
	})
	if err != nil {
		return nil, err
	}
	img.manifest, err = json.Marshal(map[string]any{
		"schemaVersion": 2, "mediaType": manifestType,
		"config": img.add(configType, config), "layers": descriptors,
	})
	return img, err
}

// add keeps a blob and returns its descriptor.
func (i *image) add(mediaType string, blob []byte) map[string]any {
	d := digest(blob)
	i.blobs[d] = blob
	return map[string]any{"mediaType": mediaType, "digest": d, "size": len(blob)}
}

func digest(b []byte) string { return fmt.Sprintf("sha256:%x", sha256.Sum256(b)) }

func noise(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}

const busybox = "/bin/busybox"

func busyboxLayer() ([]byte, error) {
	binary, err := os.ReadFile(busybox)
	if err != nil {
		return nil, err
	}
	applets, err := command(busybox, "--list").Output()
	if err != nil {
		return nil, fmt.Errorf("%s --list: %w", busybox, err)
	}
	return layer(func(t *tar.Writer) error {
		for _, dir := range []string{"bin", "dev", "etc", "proc", "root", "sys", "tmp", "var"} {
			if err := t.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: dir, Mode: 0o1777}); err != nil {
				return err
			}
		}
		if err := file(t, "bin/busybox", binary, 0o755); err != nil {
			return err
		}
		if err := file(t, "etc/passwd", []byte("root:x:0:0:root:/root:/bin/sh\n"), 0o644); err != nil {
			return err
		}
		for applet := range strings.FieldsSeq(string(applets)) {
			if applet == "busybox" {
				continue
			}
			link := &tar.Header{Typeflag: tar.TypeSymlink, Name: "bin/" + applet, Linkname: busybox}
			if err := t.WriteHeader(link); err != nil {
				return err
			}
		}
		return nil
	})
}

func layer(fill func(*tar.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	t := tar.NewWriter(&b)
	if err := fill(t); err != nil {
		return nil, err
	}
	err := t.Close()
	return b.Bytes(), err
}

func file(t *tar.Writer, name string, content []byte, mode int64) error {
	if err := t.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(content)), Mode: mode}); err != nil {
		return err
	}
	_, err := t.Write(content)
	return err
}
